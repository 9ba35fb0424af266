using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;

namespace Crawler.Storage.Spool;

/// <summary>An estimate of a swarm's size as bytes.</summary>
internal static class EstimateCodec
{
    /// <summary>All but the tracker, which the batch names once.</summary>
    public static void Write(ByteWriter to, EstimateEntry entry)
    {
        Span<byte> hash = stackalloc byte[InfoHash.Length];
        entry.InfoHash.CopyTo(hash);
        to.Raw(hash);
        to.Byte((byte)entry.Family.ToNumber());
        to.Byte((byte)entry.Kind);
        to.Time(entry.From);
        to.Time(entry.To);
        OptionalNumber.Write(to, entry.Complete);
        OptionalNumber.Write(to, entry.Incomplete);
        Write(to, entry.Size);
    }

    /// <summary>The inverse.</summary>
    public static EstimateEntry Read(ref ByteReader from, TrackerUrl? tracker) => new()
    {
        Tracker = tracker,
        InfoHash = new InfoHash(from.Raw(InfoHash.Length)),
        Family = FamilyNumber.ToFamily(from.Byte()),
        Kind = (EstimateKind)from.Byte(),
        From = from.Time(),
        To = from.Time(),
        Complete = OptionalNumber.Read(ref from),
        Incomplete = OptionalNumber.Read(ref from),
        Size = ReadSize(ref from),
    };

    private static void Write(ByteWriter to, SizeEstimate size)
    {
        to.Byte((byte)size.Method);
        to.Signed((int)size.Flags);
        to.Double(size.Low);
        to.Double(size.SampledShare);
        to.Signed(size.Occasions);
        to.Signed(size.Announces);
        to.Signed(size.Sightings);
        to.Signed(size.Distinct);
        to.Signed(size.SeenOnce);
        to.Signed(size.SeenTwice);
        OptionalNumber.Write(to, size.Size);
        OptionalNumber.Write(to, size.High);
        OptionalNumber.Write(to, size.StandardError);
        OptionalNumber.Write(to, size.Vmr);
        OptionalNumber.Write(to, size.Rho);
        OptionalNumber.Write(to, size.Coverage);
        OptionalNumber.Write(to, size.FakeShare);
        OptionalNumber.Write(to, size.Survival);
        OptionalNumber.Write(to, size.Arrivals);
    }

    private static SizeEstimate ReadSize(ref ByteReader from) => new()
    {
        Method = (SizeMethod)from.Byte(),
        Flags = (SizeFlags)from.Int(),
        Low = from.Double(),
        SampledShare = from.Double(),
        Occasions = from.Int(),
        Announces = from.Int(),
        Sightings = from.Signed(),
        Distinct = from.Signed(),
        SeenOnce = from.Signed(),
        SeenTwice = from.Signed(),
        Size = OptionalNumber.ReadDouble(ref from),
        High = OptionalNumber.ReadDouble(ref from),
        StandardError = OptionalNumber.ReadDouble(ref from),
        Vmr = OptionalNumber.ReadDouble(ref from),
        Rho = OptionalNumber.ReadDouble(ref from),
        Coverage = OptionalNumber.ReadDouble(ref from),
        FakeShare = OptionalNumber.ReadDouble(ref from),
        Survival = OptionalNumber.ReadDouble(ref from),
        Arrivals = OptionalNumber.ReadDouble(ref from),
    };
}
