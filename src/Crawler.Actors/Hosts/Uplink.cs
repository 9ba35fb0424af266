using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Hosts;

/// <summary>Asks a place of the user's choice whether the network is there.</summary>
public interface IUplinkProbe
{
    /// <summary>Whether it could be reached just now.</summary>
    Task<bool> IsUpAsync(CancellationToken cancellation);
}

/// <summary>
/// Turns failures that are our own outage into <see cref="AttemptOutcome.Unknown"/>: "we could not look" is not "the
/// tracker is down". With a probe every silent host is checked against it; without one only <see cref="UplinkEvidence"/>
/// speaks. Thread-safe.
/// </summary>
/// <param name="probe">Where to ask; null if nothing was configured.</param>
/// <param name="time">The clock.</param>
public sealed class Uplink(IUplinkProbe? probe, TimeProvider time)
{
    /// <summary>A verdict of the probe holds this long: many calls fail together.</summary>
    private static readonly TimeSpan VerdictHolds = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly UplinkEvidence _evidence = new();
    private Task<bool>? _verdict;
    private long _askedAt;

    /// <summary>The attempt as it is, or as unknown if our uplink was down.</summary>
    public async ValueTask<Attempt> JudgeAsync(Attempt attempt, CancellationToken cancellation)
    {
        var host = attempt.Tracker.Host;
        if (!IsSilence(attempt))
        {
            // Refused by our own address policy, or not looked up at all: no word from anybody.
            if (attempt.RoundTrip is not null) lock (_gate) _evidence.Answered(host);
            return attempt;
        }

        bool inDoubt;
        lock (_gate)
        {
            _evidence.Failed(host);
            inDoubt = _evidence.InDoubt;
        }

        if (probe is not null) inDoubt = !await VerdictAsync(probe).WaitAsync(cancellation).ConfigureAwait(false);
        return inDoubt ? attempt.Failed(attempt.Stage, AttemptOutcome.Unknown, $"our own uplink was down ({attempt.ErrorText})") : attempt;
    }

    private static bool IsSilence(Attempt attempt) => attempt.Outcome
        is AttemptOutcome.Timeout or AttemptOutcome.ConnectFailed or AttemptOutcome.DnsFailed;

    private Task<bool> VerdictAsync(IUplinkProbe asked)
    {
        lock (_gate)
        {
            if (_verdict is null || time.GetElapsedTime(_askedAt) > VerdictHolds)
            {
                _askedAt = time.GetTimestamp();
                // Not one caller's to cancel: others wait for the same verdict.
                _verdict = asked.IsUpAsync(CancellationToken.None);
            }

            return _verdict;
        }
    }
}
