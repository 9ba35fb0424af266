using Crawler.Benchmarks.Stub;

namespace Crawler.Benchmarks.Cluster;

/// <summary>What the trackers' notes say of how much each host was asked, by whichever node. Pure.</summary>
internal static class HostWindows
{
    private const double Second = 1_000_000;

    /// <summary>
    /// The fullest of all windows of all hosts, as a share of what a host may be asked in it: burst + rate · length. 1 is the limit.
    /// </summary>
    /// <param name="answers">All that came in, connects too.</param>
    /// <param name="hosts">Hosts they came to.</param>
    /// <param name="perSecond">Requests a second.</param>
    /// <param name="burst">Calls after a pause.</param>
    public static double Fullest(IEnumerable<Answer> answers, int hosts, double perSecond, int burst)
    {
        var fullest = 0.0;
        foreach (var host in answers.Where(answer => answer.Kind == AskedKind.Announce).GroupBy(answer => answer.Tracker % hosts))
        {
            long[] times = [.. host.Select(answer => answer.At).Order()];
            for (var from = 0; from < times.Length; from++)
                for (var to = from; to < times.Length; to++)
                    fullest = Math.Max(fullest, (to - from + 1) / (burst + (perSecond * (times[to] - times[from]) / Second)));
        }

        return fullest;
    }

    /// <summary>Announces a second at the busiest host, over the whole time.</summary>
    public static double Busiest(IEnumerable<Answer> answers, int hosts) => answers.Where(answer => answer.Kind == AskedKind.Announce)
        .GroupBy(answer => answer.Tracker % hosts).Select(host => host.Count() / Math.Max(1, (host.Max(answer => answer.At) - host.Min(answer => answer.At)) / Second)).DefaultIfEmpty().Max();
}
