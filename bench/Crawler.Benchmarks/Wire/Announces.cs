using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.Wire;

/// <summary>What is announced, and how many at a time.</summary>
internal static class Announces
{
    /// <summary>Peers asked for, and there: an ordinary answer.</summary>
    public const int NumWant = 50;

    /// <summary>UDP announces in flight. opentracker's receive buffer holds about 190 packets.</summary>
    public const int UdpWindow = 128;

    /// <summary>HTTP announces in flight, a connection each.</summary>
    public const int HttpWindow = 32;

    /// <summary>The product's client as it is, but allowed to call this machine.</summary>
    public static TrackerClient NewClient() => new(new TrackerClientOptions { AddressPolicy = new AddressPolicy(allowPrivate: true, []) });

    /// <summary>The product's real call: its answer is decoded, its record made.</summary>
    public static Task<int> ByProductAsync(ITrackerClient client, string url, InfoHash swarm, int count, int window)
    {
        var tracker = TrackerUrl.Parse(url);
        var request = new AnnounceRequest { InfoHash = swarm, PeerId = PeerId.NewRandom(), NumWant = NumWant };
        return Window.RunAsync(count, window, async () => await client.AnnounceAsync(tracker, request) is { Succeeded: true, Reply.Peers.Count: >= NumWant });
    }

    /// <summary>The same announce as a URL.</summary>
    public static string Url(string announceUrl, InfoHash swarm) =>
        $"{announceUrl}?info_hash={string.Concat(swarm.ToArray().Select(value => $"%{value:x2}"))}&peer_id=-XX0001-0123456789ab&port=6881"
        + $"&uploaded=0&downloaded=0&left=1&compact=1&numwant={NumWant}";
}
