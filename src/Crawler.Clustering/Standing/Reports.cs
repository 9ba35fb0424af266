namespace Crawler.Clustering.Standing;

/// <summary>How a crawler stood at a time, told to all nodes every two seconds.</summary>
/// <param name="Address">Which, HOST:PORT.</param>
/// <param name="Version">Of its program.</param>
/// <param name="Vantage">From where it measures.</param>
/// <param name="At">When, by its clock.</param>
/// <param name="Shards">Shards it holds.</param>
/// <param name="Torrents">Torrents it crawls.</param>
/// <param name="Measured">Of them, measured as well as was asked.</param>
/// <param name="ProgressJson">The whole of its progress, as <c>campaign status</c> shows it; opaque here.</param>
/// <param name="LeasedHosts">Tracker hosts it has a share of.</param>
/// <param name="MayCall">Whether its lease lets it call anybody.</param>
public sealed record NodeReport(
    string Address, string Version, string Vantage, DateTimeOffset At, int Shards, long Torrents, long Measured, string ProgressJson, int LeasedHosts, bool MayCall);

/// <summary>How the feeding of a campaign stood at a time.</summary>
/// <param name="Campaign">Which.</param>
/// <param name="Feeder">The node that feeds, HOST:PORT.</param>
/// <param name="At">When, by its clock.</param>
/// <param name="TorrentsExpected">Torrents there are to crawl.</param>
/// <param name="TorrentsPlaced">Torrents that are crawled somewhere.</param>
/// <param name="ShardsExpected">Shards there are.</param>
/// <param name="ShardsPlaced">Shards that some node holds.</param>
public sealed record CampaignReport(
    string Campaign, string Feeder, DateTimeOffset At, long TorrentsExpected, long TorrentsPlaced, int ShardsExpected, int ShardsPlaced);
