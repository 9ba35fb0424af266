namespace Crawler.Clustering.Campaigns;

/// <summary>To all crawlers: every torrent of the campaign is measured, so its swarms are left for good.</summary>
/// <param name="Campaign">Which.</param>
public sealed record CampaignOver(string Campaign);
