using Crawler.Protocol;
using Crawler.Storage;
using Crawler.Storage.Reports.Stats;
using Crawler.Web.Boards;
using Crawler.Web.Compositions;
using Crawler.Web.Timeframes;

namespace Crawler.Web.Tests.Samples;

/// <summary>Of whom swarms consist: of all, a thousand addresses; of one, five, too few for most to be named.</summary>
internal sealed class SampleCompositions : ICompositionBoard
{
    /// <summary>What a stranger called a system.</summary>
    public const string HostileSystem = "<script>alert(3)</script> Networks";

    private static readonly Composition All = Of(new SwarmComposition(900, 100, 50_000, 250, Countries(540, 300, 59, 2, 1), [new OriginShare("AS64500", HostileSystem, 700), new OriginShare("AS64501", null, 2)])
    {
        Peers = 1_100,
        PeersWithId = 300,
        Clients = [new ClientShare("qBittorrent", "5.0.4", 120), new ClientShare("Transmission", "4.0.6", 80), new ClientShare("qBittorrent", "4.6.7", 40), new ClientShare("Rare", null, 1)],
    });

    private static readonly Composition Small = Of(new SwarmComposition(5, 0, 40, 0, Countries(2, 1), []) { Peers = 5, PeersWithId = 0, Clients = [] });

    private static readonly Composition None = Of(new SwarmComposition(0, 0, 0, 0, [], []) { Peers = 0, PeersWithId = 0, Clients = [] });

    /// <summary>Whether nothing was ever stored.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Whether the store does not answer.</summary>
    public bool IsAway { get; init; }

    /// <summary>What is in the way; with <see cref="CompositionWait.None"/> nothing is.</summary>
    public CompositionWait Wait { get; set; }

    /// <summary>Whether what was counted before is shown meanwhile.</summary>
    public bool IsOld { get; set; }

    /// <inheritdoc/>
    public Task<CompositionLook> FindAsync(InfoHash? torrent, Timeframe frame, CancellationToken cancellation) => IsAway
        ? Task.FromException<CompositionLook>(new StoreException(StoreProblem.Unreachable, "cannot reach postgres://crawler@db.example:5432/crawler: connection refused"))
        : Task.FromResult(new CompositionLook(Wait != CompositionWait.None && !IsOld ? null : IsEmpty ? None : torrent is null ? All : Small, Wait));

    private static Composition Of(SwarmComposition found) => Composition.Of(found, Sample.Now.AddSeconds(-30));

    private static OriginShare[] Countries(params long[] counts) => [.. counts.Select((count, i) => new OriginShare(new[] { "DE", "US", "FR", "LI", "NR" }[i], null, count))];
}
