using System.Net;
using Crawler.Storage.Composition;
using Crawler.Storage.Log;

namespace Crawler.Storage.Spool;

/// <summary>Behind the rest of a batch's bytes: where its peers are. Left out where nothing was looked up, as in batches from before it was there.</summary>
/// <remarks>number of origins, for each: what stands for the address, country, system + 1 or 0, its name; absent texts are empty.</remarks>
internal static class OriginCodec
{
    /// <summary>Appends them.</summary>
    public static void Write(ByteWriter to, LogBatch batch)
    {
        to.Unsigned((ulong)batch.Origins.Count);
        foreach (var origin in batch.Origins)
        {
            to.Bytes(origin.Ip.GetAddressBytes());
            to.Text(origin.Country ?? "");
            to.Signed((origin.Asn ?? -1) + 1);
            to.Text(origin.AsName ?? "");
        }
    }

    /// <summary>The inverse.</summary>
    public static LogBatch Read(ref ByteReader from, LogBatch batch)
    {
        if (from.IsAtEnd) return batch;
        var origins = new AddressOrigin[from.Count()];
        for (var i = 0; i < origins.Length; i++)
            origins[i] = new AddressOrigin(new IPAddress(from.Bytes()), Text(from.Text()), from.Signed() is > 0 and var asn ? asn - 1 : null, Text(from.Text()));
        return batch with { Origins = origins };
    }

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
