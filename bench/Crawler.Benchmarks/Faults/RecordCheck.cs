using Crawler.Benchmarks.Stub;
using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Benchmarks.Faults;

/// <summary>
/// Holds what the trackers noted against what the store has: is every answer there, once, as it was given, and was nobody
/// called before its time? Pure.
/// </summary>
internal sealed class RecordCheck
{
    /// <summary>The floor below every interval: nobody is called more often (IntervalPolicy.Standard).</summary>
    public const int ShortestInterval = 60;

    /// <summary>All waits of an unheard call (15, 30 and 60 s, BEP 15), and something for the machine.</summary>
    private const long LongestCall = 110 * Second;

    /// <summary>Clocks are the same, but microseconds are cut off on the way.</summary>
    private const long Tolerance = Second / 1000;

    private const long Second = 1_000_000;
    private const int LossesTold = 5;

    private readonly long _bound;
    private readonly IReadOnlyCollection<Death> _deaths;
    private readonly Dictionary<int, Answer> _answers = [];
    private readonly Dictionary<int, LoggedCall> _stored = [];
    private readonly Dictionary<(InfoHash, int), List<LoggedCall>> _calls;
    private RecordVerdict _verdict = new();

    private RecordCheck(IEnumerable<LoggedCall> log, IReadOnlyCollection<Death> deaths, TimeSpan bound)
    {
        (_deaths, _bound) = (deaths, bound.Ticks / TimeSpan.TicksPerMicrosecond);
        var calls = log.OrderBy(call => call.At).ToList();
        _calls = calls.GroupBy(call => (call.InfoHash, call.Tracker)).ToDictionary(pair => pair.Key, pair => pair.ToList());
        foreach (var call in calls)
            if (call.Serial is { } serial && !_stored.TryAdd(serial, call)) _verdict = _verdict with { Doubled = _verdict.Doubled + 1 };
    }

    /// <summary>Checks one scenario.</summary>
    /// <param name="answers">All that the trackers noted.</param>
    /// <param name="log">All announces of the store.</param>
    /// <param name="deaths">When the crawler was killed.</param>
    /// <param name="bound">What was answered so shortly before may be lost.</param>
    public static RecordVerdict Of(IEnumerable<Answer> answers, IEnumerable<LoggedCall> log, IReadOnlyCollection<Death> deaths, TimeSpan bound)
    {
        var check = new RecordCheck(log, deaths, bound);
        var announces = answers.Where(answer => answer.Kind == AskedKind.Announce).OrderBy(answer => answer.At).ToList();
        foreach (var answer in announces.Where(answer => answer.Answered)) check._answers.Add(answer.Serial, answer);
        foreach (var pair in announces.GroupBy(answer => (answer.InfoHash, answer.Tracker))) check.Pair(pair);
        check.Invented();
        return check._verdict with { Announces = announces.Count, Answered = check._answers.Count, Stored = check._stored.Count };
    }

    /// <summary>All announces of one swarm at one tracker, as they came.</summary>
    private void Pair(IEnumerable<Answer> announces)
    {
        Answer? heard = null;
        foreach (var announce in announces)
        {
            if (announce.Event != AnnounceEvent.Stopped && heard is { } before) Early(before, announce);
            if (!announce.Answered || !IsAccountedFor(announce)) continue;
            if (announce.Event != AnnounceEvent.Stopped) heard = announce;
        }
    }

    private void Early(Answer before, Answer announce)
    {
        var gap = announce.At - before.At;
        if (_verdict.SoonestSeconds is not { } soonest || gap < soonest * Second) _verdict = _verdict with { SoonestSeconds = (double)gap / Second };
        if (gap < (Math.Max(before.Interval, ShortestInterval) * Second) - Tolerance) _verdict = _verdict with { Early = _verdict.Early + 1 };
    }

    /// <summary>
    /// Counts an answer by what became of it. False if the crawler cannot have heard it, as the same call was sent again: it
    /// says nothing of when to call next.
    /// </summary>
    private bool IsAccountedFor(Answer answer)
    {
        if (_stored.TryGetValue(answer.Serial, out var call))
        {
            var agrees = (call.InfoHash, call.Tracker, call.Event, call.Peers, call.PeersHash)
                == (answer.InfoHash, answer.Tracker, answer.Event, answer.Peers, answer.PeersHash);
            if (!agrees) _verdict = _verdict with { Wrong = _verdict.Wrong + 1 };
            return true;
        }

        if (WasSentAgain(answer))
        {
            _verdict = _verdict with { SentAgain = _verdict.SentAgain + 1 };
            return false;
        }

        Lost(answer);
        return true;
    }

    private void Lost(Answer answer)
    {
        // The next kill is the one to blame; without one nothing is.
        var age = _deaths.Where(death => death.To >= answer.At).Select(death => (long?)(death.From - answer.At)).Min();
        _verdict = age <= _bound
            ? _verdict with { LostWithinBound = _verdict.LostWithinBound + 1 }
            : _verdict with
            {
                LostBeyondBound = _verdict.LostBeyondBound + 1,
                GoodbyesLost = _verdict.GoodbyesLost + (answer.Event == AnnounceEvent.Stopped ? 1 : 0),
                Losses = _verdict.Losses.Count < LossesTold ? [.. _verdict.Losses, Words(answer)] : _verdict.Losses,
            };
        if (age is { } known && !(known <= _verdict.OldestLossSeconds * Second)) _verdict = _verdict with { OldestLossSeconds = (double)known / Second };
    }

    /// <summary>
    /// Whether the call it answers is in the log with a later answer or with none: a datagram was lost on its way, or came too
    /// late, and the call was told so.
    /// </summary>
    private bool WasSentAgain(Answer answer)
    {
        if (!_calls.TryGetValue((answer.InfoHash, answer.Tracker), out var calls)) return false;
        if (calls.FindLast(call => call.At <= answer.At && call.Event == answer.Event) is not { } call) return false;
        return call.Serial is { } serial
            ? _answers.TryGetValue(serial, out var other) && other.At >= answer.At
            : answer.At - call.At <= LongestCall;
    }

    private static string Words(Answer answer) =>
        $"{DateTimeOffset.UnixEpoch.AddMicroseconds(answer.At):HH:mm:ss.fff} place {answer.Tracker} {answer.InfoHash} {answer.Event} with {answer.Peers} peers";

    private void Invented() => _verdict = _verdict with { Invented = _stored.Keys.Count(serial => !_answers.ContainsKey(serial)) };
}
