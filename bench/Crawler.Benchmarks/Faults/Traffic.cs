using Crawler.Benchmarks.Stub;
using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Benchmarks.Faults;

/// <summary>What the trackers' notes say of a stretch of time. Pure.</summary>
/// <param name="answers">All that they noted.</param>
internal sealed class Traffic(IReadOnlyList<Answer> answers)
{
    /// <summary>Announces that came in a stretch, goodbyes left out.</summary>
    public int Announces(long from, long to) => answers.Count(answer => IsCall(answer) && answer.At >= from && answer.At < to);

    /// <summary>Datagrams that came to some places in a stretch, whatever they were.</summary>
    public int Datagrams(long from, long to, Func<int, bool> at) => answers.Count(answer => at(answer.Tracker) && answer.At >= from && answer.At < to);

    /// <summary>
    /// How much later than its interval each second and further announce to some places came in a stretch, seconds, sorted. The jitter
    /// the crawler spreads its calls by is in it.
    /// </summary>
    public double[] Lateness(long from, long to, Func<int, bool> at)
    {
        var before = new Dictionary<(InfoHash, int), Answer>();
        var late = new List<double>();
        foreach (var answer in answers.Where(answer => IsCall(answer) && answer.Answered && at(answer.Tracker)).OrderBy(answer => answer.At))
        {
            var pair = (answer.InfoHash, answer.Tracker);
            if (before.TryGetValue(pair, out var last) && answer.At >= from && answer.At < to)
                late.Add(((answer.At - last.At) / 1e6) - Math.Max(last.Interval, RecordCheck.ShortestInterval));
            before[pair] = answer;
        }

        late.Sort();
        return [.. late];
    }

    /// <summary>Most datagrams one swarm's announces to one place took in a stretch.</summary>
    public int MostOfOnePair(long from, long to, Func<int, bool> at) => answers
        .Where(answer => IsCall(answer) && at(answer.Tracker) && answer.At >= from && answer.At < to)
        .GroupBy(answer => (answer.InfoHash, answer.Tracker))
        .Select(pair => pair.Count())
        .DefaultIfEmpty()
        .Max();

    private static bool IsCall(Answer answer) => answer.Kind == AskedKind.Announce && answer.Event != AnnounceEvent.Stopped;
}
