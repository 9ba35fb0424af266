using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;
using Crawler.Storage.Log;

namespace Crawler.Storage.Spool;

/// <summary>An attempt as bytes: what is always there, then a word that says what else is, then that. Absent takes no room.</summary>
internal static class AttemptCodec
{
    [Flags]
    private enum Parts
    {
        Address = 1,
        Own = 1 << 1,
        OwnIsV6 = 1 << 2,
        DnsTime = 1 << 3,
        RoundTrip = 1 << 4,
        HttpStatus = 1 << 5,
        BytesReceived = 1 << 6,
        Reply = 1 << 7,
        Counts = 1 << 8,
        IntervalAsked = 1 << 9,
        MinIntervalAsked = 1 << 10,
        IntervalUsed = 1 << 11,
        Retry = 1 << 12,
        RetryAfter = 1 << 13,
        Error = 1 << 14,
    }

    /// <summary>All but the tracker, which the batch names once for all its attempts.</summary>
    public static void Write(ByteWriter to, Attempt attempt)
    {
        Span<byte> bytes = stackalloc byte[InfoHash.Length];
        attempt.InfoHash.CopyTo(bytes);
        to.Raw(bytes);
        to.Byte((byte)attempt.Kind);
        to.Byte((byte)attempt.Event);
        to.Byte((byte)attempt.Family.ToNumber());
        to.Byte((byte)attempt.Stage);
        to.Byte((byte)attempt.Outcome);
        to.Signed(attempt.NumWant);
        to.Signed(attempt.Transmissions);
        to.Time(attempt.At);
        to.Unsigned((ulong)PartsOf(attempt));
        if (attempt.Address is { } address) to.Bytes(address.GetAddressBytes());
        if (attempt.OwnEndpoint is { } own) to.Raw(bytes[..own.WriteCompact(bytes)]);
        if (attempt.DnsTime is { } dns) to.Duration(dns);
        if (attempt.RoundTrip is { } trip) to.Duration(trip);
        if (attempt.HttpStatus is { } status) to.Signed(status);
        if (attempt.BytesReceived is { } received) to.Signed(received);
        if (attempt.Reply is { } reply) ReplyCodec.Write(to, reply);
        if (attempt.Counts is { } counts) Write(to, counts);
        if (attempt.IntervalAsked is { } interval) to.Signed(interval);
        if (attempt.MinIntervalAsked is { } minimum) to.Signed(minimum);
        if (attempt.IntervalUsed is { } used) to.Duration(used);
        if (attempt.Retry?.After is { } after) to.Duration(after);
        if (attempt.ErrorText is { } error) to.Text(error);
    }

    /// <summary>The inverse.</summary>
    public static Attempt Read(ref ByteReader from, TrackerUrl tracker)
    {
        var attempt = new Attempt
        {
            Tracker = tracker,
            InfoHash = new InfoHash(from.Raw(InfoHash.Length)),
            Kind = (AttemptKind)from.Byte(),
            Event = (AnnounceEvent)from.Byte(),
            Family = FamilyNumber.ToFamily(from.Byte()),
            Stage = (AttemptStage)from.Byte(),
            Outcome = (AttemptOutcome)from.Byte(),
            NumWant = from.Int(),
            Transmissions = from.Int(),
            At = from.Time(),
        };
        var parts = (Parts)from.Unsigned();
        return attempt with
        {
            Address = parts.HasFlag(Parts.Address) ? new IPAddress(from.Bytes()) : null,
            OwnEndpoint = !parts.HasFlag(Parts.Own) ? null
                : parts.HasFlag(Parts.OwnIsV6) ? PeerEndpoint.FromCompactV6(from.Raw(PeerEndpoint.CompactLengthV6))
                : PeerEndpoint.FromCompactV4(from.Raw(PeerEndpoint.CompactLengthV4)),
            DnsTime = parts.HasFlag(Parts.DnsTime) ? from.Duration() : null,
            RoundTrip = parts.HasFlag(Parts.RoundTrip) ? from.Duration() : null,
            HttpStatus = parts.HasFlag(Parts.HttpStatus) ? from.Int() : null,
            BytesReceived = parts.HasFlag(Parts.BytesReceived) ? from.Int() : null,
            Reply = parts.HasFlag(Parts.Reply) ? ReplyCodec.Read(ref from) : null,
            Counts = parts.HasFlag(Parts.Counts) ? ReadCounts(ref from) : null,
            IntervalAsked = parts.HasFlag(Parts.IntervalAsked) ? from.Signed() : null,
            MinIntervalAsked = parts.HasFlag(Parts.MinIntervalAsked) ? from.Signed() : null,
            IntervalUsed = parts.HasFlag(Parts.IntervalUsed) ? from.Duration() : null,
            Retry = !parts.HasFlag(Parts.Retry) ? null : parts.HasFlag(Parts.RetryAfter) ? new RetryAdvice(from.Duration()) : RetryAdvice.Never,
            ErrorText = parts.HasFlag(Parts.Error) ? from.Text() : null,
        };
    }

    private static Parts PartsOf(Attempt attempt) =>
        If(attempt.Address is not null, Parts.Address) | If(attempt.OwnEndpoint is not null, Parts.Own)
        | If(attempt.OwnEndpoint is { IsV6: true }, Parts.OwnIsV6) | If(attempt.DnsTime is not null, Parts.DnsTime)
        | If(attempt.RoundTrip is not null, Parts.RoundTrip) | If(attempt.HttpStatus is not null, Parts.HttpStatus)
        | If(attempt.BytesReceived is not null, Parts.BytesReceived) | If(attempt.Reply is not null, Parts.Reply)
        | If(attempt.Counts is not null, Parts.Counts) | If(attempt.IntervalAsked is not null, Parts.IntervalAsked)
        | If(attempt.MinIntervalAsked is not null, Parts.MinIntervalAsked) | If(attempt.IntervalUsed is not null, Parts.IntervalUsed)
        | If(attempt.Retry is not null, Parts.Retry) | If(attempt.Retry?.After is not null, Parts.RetryAfter)
        | If(attempt.ErrorText is not null, Parts.Error);

    private static Parts If(bool present, Parts part) => present ? part : 0;

    private static void Write(ByteWriter to, ScrapeCounts counts)
    {
        OptionalNumber.Write(to, counts.Complete);
        OptionalNumber.Write(to, counts.Incomplete);
        OptionalNumber.Write(to, counts.Downloaded);
    }

    private static ScrapeCounts ReadCounts(ref ByteReader from) =>
        new(OptionalNumber.Read(ref from), OptionalNumber.Read(ref from), OptionalNumber.Read(ref from));
}
