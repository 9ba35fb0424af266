using Crawler.Host.Formatting;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Progress;

/// <summary>Makes <see cref="CrawlProgress"/> of one reading after another: what happened in between, a second. Pure.</summary>
/// <param name="campaign">The campaign's name.</param>
/// <param name="first">How it stood at the beginning.</param>
internal sealed class ProgressSampler(string campaign, ProgressReading first)
{
    /// <summary>Weight of the last interval in the pace that the time to go is told by: steady, yet not of an hour ago.</summary>
    private const double Weight = 0.3;

    private ProgressReading _last = first;
    private double? _pace;
    private long _begun = first.Torrents;

    /// <summary>How it stands now.</summary>
    public CrawlProgress Next(ProgressReading now)
    {
        var seconds = Math.Max((now.At - _last.At).TotalSeconds, 1e-3);
        var done = Done(now) - Done(_last);
        // Torrents that have left have begun all the same.
        _begun = Math.Max(_begun, now.Torrents);
        _pace = _pace is { } pace ? pace + (Weight * ((done / seconds) - pace)) : done / seconds;
        var progress = new CrawlProgress
        {
            Campaign = campaign,
            At = now.At,
            ElapsedS = Math.Floor(now.Elapsed.TotalSeconds),
            LeftS = now.Left?.TotalSeconds,
            Paused = now.Paused,
            Torrents = now.Torrents,
            TorrentsToBegin = Math.Max(0, now.TorrentsInAll - _begun),
            Sessions = now.Sessions,
            SessionsCalled = now.SessionsCalled,
            Measured = now.Measured,
            Due = now.Due,
            InFlight = now.InFlight,
            Calls = now.Calls,
            Answered = Count(now, AttemptOutcome.Ok),
            CallsPerS = Rate(now.Calls - _last.Calls, seconds),
            OutcomesPerS = now.Outcomes.Keys
                .Select(outcome => (outcome, count: Count(now, outcome) - Count(_last, outcome)))
                .Where(pair => pair.count > 0)
                .ToDictionary(pair => JsonLine.NameOf(pair.outcome), pair => Rate(pair.count, seconds)),
            Peers = now.Peers,
            NewPeersPerS = Rate(Math.Max(0, now.Peers - _last.Peers), seconds),
            LateP50S = Seconds(now.LateP50),
            LateP99S = Seconds(now.LateP99),
            Stored = now.Stored,
            Unstored = now.Unstored,
            SpoolBatches = now.SpoolBatches,
            SpoolBytes = now.SpoolBytes,
            AggregateLagBatches = now.AggregateLagBatches,
            MemoryBytes = now.MemoryBytes,
            EtaS = Eta(now),
            Trouble = now.Trouble,
        };
        _last = now;
        return progress;
    }

    private double? Eta(ProgressReading now)
    {
        var toGo = ToDo(now) - Done(now);
        if (toGo <= 0 || now.Paused || _pace is not > 0) return null;
        return Math.Ceiling(toGo / _pace.Value);
    }

    private static double Done(ProgressReading reading) => reading.Measured ?? reading.SessionsCalled;

    private static double ToDo(ProgressReading reading)
    {
        if (reading.Measured is not null) return reading.TorrentsInAll;
        // Torrents that have not begun have sessions nobody has counted yet: as many each as those that have.
        return reading.Torrents > 0 ? (double)reading.Sessions / reading.Torrents * Math.Max(reading.Torrents, reading.TorrentsInAll) : 0;
    }

    private static long Count(ProgressReading reading, AttemptOutcome outcome) => reading.Outcomes.GetValueOrDefault(outcome);

    private static double Rate(long count, double seconds) => Math.Round(count / seconds, 1);

    private static double? Seconds(TimeSpan? time) => time is { } span ? Math.Round(span.TotalSeconds, 3) : null;
}
