using System.Net.Sockets;
using Crawler.Actors;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.Cluster;

/// <summary>A crawl whose trackers need not be called for hours: what is left is what torrents cost by being there.</summary>
internal sealed class RestingCrawl : ITrackerClient, IObservationLog, ISessionStore
{
    private static readonly TierEntry Entry = new(0, 0, TrackerUrl.Parse("udp://tracker.example:6969/announce"));

    /// <summary>How it goes about it.</summary>
    public static CrawlSettings Settings { get; } = new() { Identity = AnnounceIdentity.NewRandom(6881, 50) };

    /// <summary>Torrents of one tracker.</summary>
    public static Target[] Targets(int count)
    {
        var tiers = AnnounceTiers.Of([Entry]);
        return [.. Enumerable.Range(0, count).Select(number => new Target { InfoHash = Stub.StubTargets.HashOf(number), Trackers = tiers })];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackerSession>> LoadAsync(InfoHash infoHash, CancellationToken cancellation)
    {
        var later = DateTimeOffset.UtcNow.AddHours(2);
        return Task.FromResult<IReadOnlyList<TrackerSession>>([TrackerSession.New(Entry, later, AddressFamily.InterNetwork)]);
    }

    /// <inheritdoc/>
    public Task AppendAsync(long sequence, IReadOnlyList<Recorded> batch, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<Attempt> AnnounceAsync(TrackerUrl tracker, AnnounceRequest request, AddressFamily family, CancellationToken cancellation) =>
        throw new InvalidOperationException("nobody is due");

    /// <inheritdoc/>
    public Task<IReadOnlyList<Attempt>> ScrapeAsync(TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family, CancellationToken cancellation) =>
        throw new InvalidOperationException("nobody is due");
}
