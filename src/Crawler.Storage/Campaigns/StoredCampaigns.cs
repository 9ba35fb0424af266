using Crawler.Protocol;

namespace Crawler.Storage.Campaigns;

/// <summary>Campaigns, the same for both stores.</summary>
internal sealed class StoredCampaigns(CrawlStore store) : ICampaignStore
{
    public Task<int> OpenAsync(Campaign campaign, CancellationToken cancellation) =>
        store.ReadAsync(db => CampaignRows.OpenAsync(db, campaign, cancellation), cancellation);

    public Task EndAsync(int campaignId, DateTimeOffset at, CancellationToken cancellation) =>
        store.ReadAsync(db => CampaignRows.EndAsync(db, campaignId, at, cancellation), cancellation);

    public Task<IReadOnlyList<CampaignState>> ListAsync(string? name, CancellationToken cancellation) =>
        store.ReadAsync(db => CampaignStates.ListAsync(db, name, cancellation), cancellation);

    public Task<CampaignState?> FindAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => CampaignStates.FindAsync(db, id, cancellation), cancellation);

    public Task<int> PauseAsync(string name, DateTimeOffset? pausedAt, CancellationToken cancellation) =>
        store.ReadAsync(db => CampaignStates.PauseAsync(db, name, pausedAt, cancellation), cancellation);

    public Task ReportProgressAsync(int id, DateTimeOffset at, string progressJson, CancellationToken cancellation) =>
        store.ReadAsync(db => CampaignStates.ReportAsync(db, id, at, progressJson, cancellation), cancellation);

    public Task NoteAsync(int campaignId, CampaignEvent @event, CancellationToken cancellation) => store.ReadAsync(async db =>
    {
        await CampaignEvents.AddAsync(db, campaignId, @event, cancellation);
        return true;
    }, cancellation);

    public Task<IReadOnlyList<CampaignEvent>> EventsAsync(int campaignId, CancellationToken cancellation) =>
        store.ReadAsync(db => CampaignEvents.ListAsync(db, campaignId, cancellation), cancellation);

    public Task<DateTimeOffset?> LatestEventAsync(string name, string kind, CancellationToken cancellation) =>
        store.ReadAsync(db => CampaignEvents.LatestAsync(db, name, kind, cancellation), cancellation);

    public Task<IReadOnlyList<InfoHash>> TorrentsAsync(int campaignId, CancellationToken cancellation) =>
        store.ReadAsync(db => CampaignTorrents.ListAsync(db, campaignId, cancellation), cancellation);
}
