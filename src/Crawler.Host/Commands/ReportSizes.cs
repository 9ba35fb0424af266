using System.Globalization;
using Crawler.Host.Formatting;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Estimates;
using Crawler.Storage.Reports;

namespace Crawler.Host.Commands;

/// <summary>How large a swarm is, for people: claimed, seen and estimated beside each other, then over all trackers.</summary>
internal static class ReportSizes
{
    private static readonly SizeEstimate Unknown = new() { Method = SizeMethod.None };

    public static void Write(TorrentReport torrent, TextWriter output)
    {
        if (torrent.Trackers.Count > 0) Trackers(torrent).WriteTo(output);
        if (Overall(torrent) is { Count: > 0 } overall) Unions(overall).WriteTo(output);
    }

    /// <summary>The union's estimates; of a family measured through one tracker alone, which has no union, that tracker's own.</summary>
    private static List<StoredEstimate> Overall(TorrentReport torrent) =>
    [
        .. torrent.Estimates,
        .. from family in torrent.Trackers.GroupBy(tracker => tracker.Family)
           where family.Count() == 1
           from estimate in family.Single().Estimates
           where !torrent.Estimates.Any(union => (union.Family, union.Kind) == (estimate.Family, estimate.Kind))
           select estimate,
    ];

    private static TextTable Trackers(TorrentReport torrent)
    {
        var table = new TextTable("TRACKER", "NET", ">SEEDERS", ">LEECHERS", ">SEEN", ">ESTIMATE", "METHOD", "FLAGS");
        foreach (var tracker in torrent.Trackers)
        {
            var size = tracker.Estimates.FirstOrDefault(estimate => estimate.Kind == EstimateKind.Snapshot)?.Size ?? Unknown;
            table.Add(
                tracker.Tracker,
                FamilyText.Of(tracker.Family),
                tracker.Seeders,
                tracker.Leechers,
                tracker.DistinctPeers,
                SizeText.Size(size),
                SizeText.Method(size.Method),
                SizeText.Flags(size.Flags));
        }

        return table;
    }

    private static TextTable Unions(List<StoredEstimate> estimates)
    {
        var table = new TextTable("ALL TRACKERS", "NET", "UNTIL", "WITHIN", ">SEEN", ">ESTIMATE", "METHOD", "FLAGS");
        foreach (var estimate in estimates)
        {
            table.Add(
                Name(estimate.Kind),
                FamilyText.Of(estimate.Family),
                estimate.To.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
                Durations.Format(Whole(estimate.To - estimate.From)),
                estimate.Size.Distinct,
                SizeText.Size(estimate.Size),
                SizeText.Method(estimate.Size.Method),
                SizeText.Flags(estimate.Size.Flags));
        }

        return table;
    }

    private static string Name(EstimateKind kind) => kind switch
    {
        EstimateKind.Snapshot => "in the swarm",
        EstimateKind.Cumulative => "took part",
        EstimateKind.OpenPopulation => "in the swarm, open",
        _ => JsonLine.NameOf(kind),
    };

    /// <summary>A day or more to the minute, lest seconds make the column wide.</summary>
    private static TimeSpan Whole(TimeSpan time) => time < TimeSpan.FromDays(1) ? time : TimeSpan.FromMinutes(Math.Round(time.TotalMinutes));
}
