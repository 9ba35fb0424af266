using System.Collections.Concurrent;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;

namespace Crawler.Host.Crawling;

/// <summary>What a crawl shows of itself: the latest status of every torrent and counts by outcome. Thread-safe.</summary>
internal sealed class CrawlBoard : ICrawlObserver
{
    private const int BugsKept = 5;

    private readonly ConcurrentDictionary<InfoHash, TorrentStatus> _torrents = new();
    private readonly ConcurrentQueue<string> _bugs = new();
    private readonly long[] _outcomes = new long[Enum.GetValues<AttemptOutcome>().Length];
    private long _bugCount;

    /// <summary>Told of every call that came back; from actor threads.</summary>
    public event Action<Observation>? Attempted;

    /// <summary>Torrents that have begun, in no order.</summary>
    public ICollection<TorrentStatus> Torrents => _torrents.Values;

    /// <summary>Calls that came back.</summary>
    public long Attempts => _outcomes.Sum();

    /// <summary>Calls that were answered usefully.</summary>
    public long Successes => Interlocked.Read(ref _outcomes[(int)AttemptOutcome.Ok]);

    /// <summary>Calls by what came of them; those that did not occur left out.</summary>
    public IEnumerable<(AttemptOutcome Outcome, long Count)> Outcomes =>
        Enum.GetValues<AttemptOutcome>().Select(outcome => (outcome, Interlocked.Read(ref _outcomes[(int)outcome]))).Where(pair => pair.Item2 > 0);

    /// <summary>Errors of ours, in all.</summary>
    public long BugCount => Interlocked.Read(ref _bugCount);

    /// <summary>The first of them.</summary>
    public IEnumerable<string> Bugs => _bugs;

    public void OnAttempt(Observation observation)
    {
        Interlocked.Increment(ref _outcomes[(int)observation.Attempt.Outcome]);
        Attempted?.Invoke(observation);
    }

    public void OnTorrent(TorrentStatus status) => _torrents[status.Target.InfoHash] = status;

    public void OnBug(string where, Exception error)
    {
        if (Interlocked.Increment(ref _bugCount) <= BugsKept) _bugs.Enqueue($"{where}: {(error.InnerException ?? error).Message}");
    }
}
