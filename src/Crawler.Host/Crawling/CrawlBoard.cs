using System.Collections.Concurrent;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;

namespace Crawler.Host.Crawling;

/// <summary>What a crawl shows of itself: the latest status of the torrents that are followed, and counts. Thread-safe.</summary>
/// <param name="torrents">How many torrents there are to crawl at first.</param>
internal sealed class CrawlBoard(int torrents) : ICrawlObserver
{
    /// <summary>Torrents whose status is kept: nobody reads more of them on a screen.</summary>
    public const int MostFollowed = 200;

    private const int BugsKept = 5;

    private readonly ConcurrentDictionary<InfoHash, TorrentStatus> _torrents = new();
    private readonly ConcurrentDictionary<InfoHash, byte> _measured = new();
    private readonly ConcurrentQueue<string> _bugs = new();
    private readonly long[] _outcomes = new long[Enum.GetValues<AttemptOutcome>().Length];
    private readonly TaskCompletionSource _allMeasured = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _expected = torrents;
    private int _followed;
    private long _bugCount;
    private long _peers;
    private long _looks;
    private long _called;

    /// <summary>Told of every call that came back; from actor threads.</summary>
    public event Action<Observation>? Attempted;

    /// <summary>Torrents there are to crawl, begun or not.</summary>
    public int Expected => Volatile.Read(ref _expected);

    /// <summary>Torrents that have begun and are followed, in no order.</summary>
    public ICollection<TorrentStatus> Torrents => _torrents.Values;

    /// <summary>Whether there are so few torrents that each is followed.</summary>
    public bool FollowsAll => Expected <= MostFollowed;

    /// <summary>Done when every torrent is measured; a crawl without a goal never is.</summary>
    public Task AllMeasured => _allMeasured.Task;

    /// <summary>Torrents measured.</summary>
    public int Measured => _measured.Count;

    /// <summary>Calls that came back.</summary>
    public long Attempts => _outcomes.Sum();

    /// <summary>Calls that were answered usefully.</summary>
    public long Successes => Interlocked.Read(ref _outcomes[(int)AttemptOutcome.Ok]);

    /// <summary>Calls by what came of them; those that did not occur left out.</summary>
    public IEnumerable<(AttemptOutcome Outcome, long Count)> Outcomes =>
        Enum.GetValues<AttemptOutcome>().Select(outcome => (outcome, Interlocked.Read(ref _outcomes[(int)outcome]))).Where(pair => pair.Item2 > 0);

    /// <summary>Distinct peers, summed over torrents.</summary>
    public long Peers => Interlocked.Read(ref _peers);

    /// <summary>Answered announces that looked at a swarm, goodbyes and canaries not.</summary>
    public long Looks => Interlocked.Read(ref _looks);

    /// <summary>Sessions called at least once in this run, canaries' not.</summary>
    public long SessionsCalled => Interlocked.Read(ref _called);

    /// <summary>Errors of ours, in all.</summary>
    public long BugCount => Interlocked.Read(ref _bugCount);

    /// <summary>The first of them.</summary>
    public IEnumerable<string> Bugs => _bugs;

    /// <summary>Further torrents join.</summary>
    public void Expect(int more) => Interlocked.Add(ref _expected, more);

    public bool Follows(InfoHash infoHash) => Volatile.Read(ref _followed) < MostFollowed || _torrents.ContainsKey(infoHash);

    public void OnAttempt(Observation observation, int newPeers)
    {
        var (attempt, session) = observation;
        Interlocked.Increment(ref _outcomes[(int)attempt.Outcome]);
        if (!session.IsOfCanary)
        {
            if (newPeers > 0) Interlocked.Add(ref _peers, newPeers);
            if (session.AttemptNumber == 1) Interlocked.Increment(ref _called);
            if (attempt is { Kind: AttemptKind.Announce, Succeeded: true } && attempt.Event != AnnounceEvent.Stopped) Interlocked.Increment(ref _looks);
        }

        Attempted?.Invoke(observation);
    }

    public void OnTorrent(TorrentStatus status)
    {
        if (_torrents.TryAdd(status.Target.InfoHash, status)) Interlocked.Increment(ref _followed);
        else _torrents[status.Target.InfoHash] = status;
    }

    public void OnMeasured(InfoHash infoHash)
    {
        // A torrent that failed and began again may say so twice.
        if (_measured.TryAdd(infoHash, 0) && _measured.Count >= Expected) _allMeasured.TrySetResult();
    }

    public void OnMoved(InfoHash infoHash)
    {
        _measured.TryRemove(infoHash, out _);
        if (_torrents.TryRemove(infoHash, out _)) Interlocked.Decrement(ref _followed);
    }

    public void OnBug(string where, Exception error)
    {
        if (Interlocked.Increment(ref _bugCount) <= BugsKept) _bugs.Enqueue($"{where}: {(error.InnerException ?? error).Message}");
    }
}
