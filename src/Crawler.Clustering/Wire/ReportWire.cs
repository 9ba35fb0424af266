using Crawler.Clustering.Standing;

namespace Crawler.Clustering.Wire;

/// <summary>Reports on the wire.</summary>
internal static class ReportWire
{
    public static WireNodeReport To(NodeReport report) => new()
    {
        Address = report.Address,
        Version = report.Version,
        Vantage = report.Vantage,
        AtUnixMs = report.At.ToUnixTimeMilliseconds(),
        Shards = report.Shards,
        Torrents = report.Torrents,
        Measured = report.Measured,
        ProgressJson = report.ProgressJson,
        LeasedHosts = report.LeasedHosts,
        MayCall = report.MayCall,
    };

    public static NodeReport From(WireNodeReport wire) => new(
        wire.Address,
        wire.Version,
        wire.Vantage,
        DateTimeOffset.FromUnixTimeMilliseconds(wire.AtUnixMs),
        wire.Shards,
        wire.Torrents,
        wire.Measured,
        wire.ProgressJson,
        wire.LeasedHosts,
        wire.MayCall);

    public static WireCampaignReport To(CampaignReport report) => new()
    {
        Campaign = report.Campaign,
        Feeder = report.Feeder,
        AtUnixMs = report.At.ToUnixTimeMilliseconds(),
        TorrentsExpected = report.TorrentsExpected,
        TorrentsPlaced = report.TorrentsPlaced,
        ShardsExpected = report.ShardsExpected,
        ShardsPlaced = report.ShardsPlaced,
    };

    public static CampaignReport From(WireCampaignReport wire) => new(
        wire.Campaign,
        wire.Feeder,
        DateTimeOffset.FromUnixTimeMilliseconds(wire.AtUnixMs),
        wire.TorrentsExpected,
        wire.TorrentsPlaced,
        wire.ShardsExpected,
        wire.ShardsPlaced);
}
