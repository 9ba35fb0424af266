using System.Buffers.Binary;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.Stub;

/// <summary>Swarms to crawl at a stub tracker, the same for the same number.</summary>
internal static class StubTargets
{
    /// <summary>The infohash of a number.</summary>
    public static InfoHash HashOf(int number)
    {
        Span<byte> bytes = stackalloc byte[24];
        for (var i = 0; i < 3; i++) BinaryPrimitives.WriteUInt64LittleEndian(bytes[(8 * i)..], Mix.Of(((ulong)number << 2) + (ulong)i));
        return new InfoHash(bytes[..InfoHash.Length]);
    }

    /// <summary>The places where a swarm is announced: so many in a row, each swarm's after those of the one before.</summary>
    public static IEnumerable<int> PlacesOf(int number, int trackers, int places) =>
        Enumerable.Range(0, trackers).Select(i => (int)((((long)number * trackers) + i) % places));

    /// <summary>So many swarms at so many trackers each.</summary>
    public static IReadOnlyList<Target> Of(int torrents, int trackers, StubAddresses addresses)
    {
        var urls = Enumerable.Range(0, addresses.Count).Select(place => TrackerUrl.Parse(addresses.UrlOf(place))).ToArray();
        return
        [
            .. Enumerable.Range(0, torrents).Select(number => new Target
            {
                InfoHash = HashOf(number),
                Trackers = AnnounceTiers.None.With(PlacesOf(number, trackers, urls.Length).Select(place => urls[place])),
            }),
        ];
    }
}
