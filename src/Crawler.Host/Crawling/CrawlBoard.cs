using System.Collections.Concurrent;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;

namespace Crawler.Host.Crawling;

/// <summary>What a crawl shows of itself: the latest status of every torrent and counts by outcome. Thread-safe.</summary>
/// <param name="torrents">How many torrents there are to crawl.</param>
internal sealed class CrawlBoard(int torrents) : ICrawlObserver
{
    private const int BugsKept = 5;

    /// <summary>Torrents whose status is kept: nobody reads more.</summary>
    private const int MostFollowed = 10_000;

    private readonly ConcurrentDictionary<InfoHash, TorrentStatus> _torrents = new();
    private readonly ConcurrentQueue<string> _bugs = new();
    private readonly long[] _outcomes = new long[Enum.GetValues<AttemptOutcome>().Length];
    private readonly TaskCompletionSource _allMeasured = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bugCount;
    private int _measured;
    private int _followed;

    /// <summary>Told of every call that came back; from actor threads.</summary>
    public event Action<Observation>? Attempted;

    /// <summary>Torrents that have begun, in no order.</summary>
    public ICollection<TorrentStatus> Torrents => _torrents.Values;

    /// <summary>Done when every torrent is measured; a crawl without a goal never is.</summary>
    public Task AllMeasured => _allMeasured.Task;

    /// <summary>Torrents measured.</summary>
    public int Measured => Volatile.Read(ref _measured);

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

    public bool Follows(InfoHash infoHash) => Volatile.Read(ref _followed) < MostFollowed || _torrents.ContainsKey(infoHash);

    public void OnAttempt(Observation observation, int newPeers)
    {
        Interlocked.Increment(ref _outcomes[(int)observation.Attempt.Outcome]);
        Attempted?.Invoke(observation);
    }

    public void OnTorrent(TorrentStatus status)
    {
        if (_torrents.TryAdd(status.Target.InfoHash, status)) Interlocked.Increment(ref _followed);
        else _torrents[status.Target.InfoHash] = status;
    }

    public void OnMeasured(InfoHash infoHash)
    {
        if (Interlocked.Increment(ref _measured) == torrents) _allMeasured.TrySetResult();
    }

    public void OnBug(string where, Exception error)
    {
        if (Interlocked.Increment(ref _bugCount) <= BugsKept) _bugs.Enqueue($"{where}: {(error.InnerException ?? error).Message}");
    }
}
