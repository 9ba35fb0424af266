using System.Text.Json;
using System.Text.Json.Nodes;
using Crawler.Actors.Measuring;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Storage;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Replay;

/// <summary>Makes all estimates of a campaign again from its log and compares them with those its crawl stored.</summary>
/// <param name="store">Where the log is.</param>
/// <param name="state">The campaign.</param>
internal sealed class CampaignReplay(ICrawlStore store, CampaignState state)
{
    /// <summary>Why its log does not tell peers apart as the crawl did; null if it does.</summary>
    public static async Task<string?> ObstacleAsync(ICrawlStore store, CancellationToken cancellation) =>
        await store.Addresses.RegimeAsync(cancellation) is { Form: AddressForm.Truncated }
            ? "the store keeps truncated addresses: peers of one network cannot be told apart any more, so that estimates cannot be made again (docs/privacy.md)"
            : null;

    /// <summary>Runs it, a swarm at a time.</summary>
    /// <param name="each">Told of every swarm: which, its estimates, and how many swarms there are.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ReplayTally> RunAsync(Action<InfoHash, IReadOnlyList<ReplayedEstimate>, int>? each, CancellationToken cancellation)
    {
        var tally = new ReplayTally();
        var torrents = await store.Campaigns.TorrentsAsync(state.Id, cancellation);
        var session = SessionOf(state.Campaign.Manifest);
        foreach (var torrent in torrents)
        {
            var replay = new SwarmReplay(torrent, session);
            var looks = await store.VisitLooksAsync(state.Id, torrent, replay.Add, cancellation);
            var replayed = replay.Finish();
            tally.Add(torrent, looks, replay.Windows, replayed, await StoredAsync(torrent, cancellation));
            each?.Invoke(torrent, replayed, torrents.Count);
        }

        return tally;
    }

    private async Task<List<ReplayedEstimate>> StoredAsync(InfoHash torrent, CancellationToken cancellation)
    {
        var stored = new List<ReplayedEstimate>();
        await foreach (var estimate in store.EstimatesAsync(torrent, cancellation))
            if (estimate.CampaignId == state.Id) stored.Add(ReplayedEstimate.Of(estimate));
        return stored;
    }

    /// <summary>E[S] as the campaign assumed it, which its manifest says.</summary>
    private static TimeSpan SessionOf(string manifest)
    {
        try
        {
            return JsonNode.Parse(manifest)?["session_seconds"]?.GetValue<double>() is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : MeasuringPlan.UsualSession;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return MeasuringPlan.UsualSession; // somebody else wrote it
        }
    }
}
