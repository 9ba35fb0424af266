using Crawler.Host.Commands.Stats;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Paper.Tables;

/// <summary>All tables of a paper.</summary>
internal static class PaperTables
{
    /// <summary>Rows that print shows of a table of many; CSV has all.</summary>
    public const int Top = 20;

    /// <summary>Reads them, in the order of print.</summary>
    public static async Task<IReadOnlyList<PaperTable>> ReadAsync(ICrawlStatistics statistics, PaperFrame frame, CancellationToken cancellation)
    {
        List<PaperTable> tables = [.. OverviewTables.Of(frame)];
        var request = new StatsRequest(frame.Scope, TimeSpan.Zero, Top);
        foreach (var (topic, printed) in TopicTables.All)
        {
            var sheets = await topic.ReadAsync(statistics, request, cancellation);
            for (var i = 0; i < printed.Count; i++) tables.Add(printed[i].Of(i < sheets.Count ? sheets[i] : null, topic.Details));
            if (topic == OverlapTopic.Topic) tables.AddRange(OverlapMatrices.Of(await statistics.OverlapAsync(frame.Scope, cancellation)));
        }

        tables.AddRange(CompositionTables.Of(await statistics.CompositionAsync(frame.Scope, cancellation)));
        return tables;
    }
}
