using Crawler.Protocol;

namespace Crawler.Storage.Campaigns;

/// <summary>Campaigns of a store: who measures what, where each stands and what happened to it.</summary>
public interface ICampaignStore
{
    /// <summary>Opens a campaign, or resumes the one that is the same in name, configuration, version and vantage.</summary>
    /// <returns>Its number, for <see cref="Log.LogBatch.CampaignId"/>.</returns>
    Task<int> OpenAsync(Campaign campaign, CancellationToken cancellation = default);

    /// <summary>Notes when a campaign ended.</summary>
    Task EndAsync(int campaignId, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>Campaigns and where they stand, newest first.</summary>
    /// <param name="name">Only those of this name: each change of the configuration is one of its own; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<CampaignState>> ListAsync(string? name = null, CancellationToken cancellation = default);

    /// <summary>One campaign, which is what a running crawl polls; null if there is none of that number.</summary>
    Task<CampaignState?> FindAsync(int id, CancellationToken cancellation = default);

    /// <summary>Asks the newest campaign of a name to make no call, or to go on, from wherever it is measured.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="pausedAt">Since when; null to go on.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Campaigns found: one for each vantage.</returns>
    Task<int> PauseAsync(string name, DateTimeOffset? pausedAt, CancellationToken cancellation = default);

    /// <summary>A sign of life of a running crawl, in place of the one before.</summary>
    Task ReportProgressAsync(int id, DateTimeOffset at, string progressJson, CancellationToken cancellation = default);

    /// <summary>Notes for good what happened to a campaign.</summary>
    Task NoteAsync(int campaignId, CampaignEvent @event, CancellationToken cancellation = default);

    /// <summary>What happened to a campaign, in the order it was noted.</summary>
    Task<IReadOnlyList<CampaignEvent>> EventsAsync(int campaignId, CancellationToken cancellation = default);

    /// <summary>When something last happened to the campaigns of a name, from wherever they are measured; null if it never did.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="kind">As <see cref="CampaignEvent.Kind"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<DateTimeOffset?> LatestEventAsync(string name, string kind, CancellationToken cancellation = default);

    /// <summary>The swarms a campaign called, as far as its log is kept, in the order of registration; canaries left out. Reads the whole log.</summary>
    Task<IReadOnlyList<InfoHash>> TorrentsAsync(int campaignId, CancellationToken cancellation = default);
}
