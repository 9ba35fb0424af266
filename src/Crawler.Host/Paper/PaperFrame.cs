using System.Globalization;
using Crawler.Host.Crawling;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Paper;

/// <summary>What every table of a paper is of: which campaign, measured when, from where and by what.</summary>
internal sealed record PaperFrame
{
    /// <summary>The campaign.</summary>
    public required CampaignState State { get; init; }

    /// <summary>When its first call began, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When its last call began, UTC.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How much it measured.</summary>
    public required DataSetSize Data { get; init; }

    /// <summary>What its statistics are made of.</summary>
    public required StatsScope Scope { get; init; }

    /// <summary>When the tables were made, UTC.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Version of the program that makes the tables; the campaign has that which measured.</summary>
    public string Version { get; init; } = CrawlManifest.Version;

    /// <summary>The campaign's seed as its manifest has it; null where none was kept.</summary>
    public string? Seed => Storage.Campaigns.Provenance.Of(State).SeedText;

    /// <summary>The time span, UTC.</summary>
    public string Span => $"{Time(From)} to {Time(To)} UTC";

    /// <summary>What stands under every table, so that none can be cut loose from where it came from.</summary>
    public string Provenance =>
        $"campaign {State.Campaign.Name} (number {State.Id.ToString(CultureInfo.InvariantCulture)}), seed {Seed ?? "not kept"}, config hash {State.Campaign.ConfigHash}, {Span}, vantage {State.Campaign.Vantage}, measured by crawler {State.Campaign.Version}, tabled by crawler {Version}";

    /// <summary>
    /// The frame of a campaign; null if it made no call. Its calls are its own; sightings and estimates, which are not kept by
    /// campaign, are those of its torrents in its time.
    /// </summary>
    public static async Task<PaperFrame?> ReadAsync(ICrawlStore store, CampaignState state, DateTimeOffset now, CancellationToken cancellation)
    {
        var whole = StatsScope.All with { Only = [.. await store.Campaigns.TorrentsAsync(state.Id, cancellation)], Campaign = state.Id };
        var data = await store.Statistics.DataSetAsync(whole, cancellation);
        if (data is not { From: { } from, To: { } to }) return null;
        // The end is open, and a campaign's last estimates are made as it ends.
        var until = (state.EndedAt is { } ended && ended > to ? ended : to).AddSeconds(1);
        var scope = whole with { Since = from, Until = until };
        return new PaperFrame
        {
            State = state,
            From = from,
            To = to,
            Data = await store.Statistics.DataSetAsync(scope, cancellation),
            Scope = scope,
            MadeAt = now,
        };
    }

    /// <summary>An instant as tables have it, UTC.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
