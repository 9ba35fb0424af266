using System.Text.Json;
using Crawler.Clustering.Standing;
using Crawler.Host.Formatting;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Clustering;

/// <summary>How a campaign stands on all nodes together.</summary>
internal static class ProgressSum
{
    /// <summary>
    /// The sum of what this node counts now and what the others said last. Of lateness the worst is told: quantiles cannot be
    /// added up.
    /// </summary>
    public static CrawlProgress Of(CrawlProgress own, ClusterPicture picture)
    {
        var others = picture.Reports.Where(pair => pair.Key != picture.Self).Select(pair => Read(pair.Value)).OfType<CrawlProgress>().Where(other => other.Campaign == own.Campaign);
        CrawlProgress[] all = [own, .. others];
        var campaign = picture.Campaign is { } told && told.Campaign == own.Campaign ? told : null;
        return own with
        {
            Torrents = all.Sum(one => one.Torrents),
            TorrentsToBegin = campaign is null ? own.TorrentsToBegin : Math.Max(0, campaign.TorrentsExpected - campaign.TorrentsPlaced),
            Sessions = all.Sum(one => one.Sessions),
            SessionsCalled = all.Sum(one => one.SessionsCalled),
            Measured = own.Measured is null ? null : all.Sum(one => one.Measured ?? 0),
            Due = all.Sum(one => one.Due),
            InFlight = all.Sum(one => one.InFlight),
            Calls = all.Sum(one => one.Calls),
            Answered = all.Sum(one => one.Answered),
            CallsPerS = all.Sum(one => one.CallsPerS),
            OutcomesPerS = all.SelectMany(one => one.OutcomesPerS).GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.Sum(pair => pair.Value)),
            Peers = all.Sum(one => one.Peers),
            NewPeersPerS = all.Sum(one => one.NewPeersPerS),
            LateP50S = all.Max(one => one.LateP50S),
            LateP99S = all.Max(one => one.LateP99S),
            Stored = all.Sum(one => one.Stored),
            Unstored = all.Sum(one => one.Unstored),
            SpoolBatches = all.Sum(one => one.SpoolBatches),
            SpoolBytes = all.Sum(one => one.SpoolBytes),
            MemoryBytes = all.Sum(one => one.MemoryBytes),
            EtaS = all.Length == 1 ? own.EtaS : all.Max(one => one.EtaS),
            Trouble = all.Select(one => one.Trouble).FirstOrDefault(trouble => trouble is not null),
        };
    }

    /// <summary>What a node said; null if a newer one says it in other words.</summary>
    public static CrawlProgress? Read(NodeReport report)
    {
        try
        {
            return JsonSerializer.Deserialize<CrawlProgress>(report.ProgressJson, JsonLine.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
