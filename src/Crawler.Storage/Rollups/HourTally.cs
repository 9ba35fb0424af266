using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Model;

namespace Crawler.Storage.Rollups;

/// <summary>One tracker over one family in one hour.</summary>
/// <param name="tracker">Its number.</param>
/// <param name="family">The family.</param>
/// <param name="hour">Whole hours since the year 1.</param>
internal sealed class HourTally(int tracker, AddressFamily family, long hour)
{
    /// <summary>The slot in which a tracker is up or down, as in all that is said of availability.</summary>
    private const long TicksPerQuarter = TimeSpan.TicksPerHour / 4;

    private readonly LatencyBuckets _latency = new();
    private readonly TrackerHourRow _row = new()
    {
        TrackerId = tracker,
        Family = family,
        Hour = new DateTimeOffset(hour * TimeSpan.TicksPerHour, TimeSpan.Zero),
    };

    /// <summary>Adds an attempt of that hour.</summary>
    public void Add(in RolledAttempt attempt)
    {
        _row.Count(attempt.Outcome);
        if (SaysSomething(attempt.Outcome))
        {
            var quarter = (short)(1 << (int)(attempt.At.UtcTicks / TicksPerQuarter % 4));
            _row.Known |= quarter;
            if (attempt.Outcome is AttemptOutcome.Ok or AttemptOutcome.Refused or AttemptOutcome.Gone) _row.Up |= quarter;
        }

        if (attempt.RoundTripUs is { } roundTrip) _latency.Add(roundTrip);
        _row.PeersNamed += attempt.Peers;
        var isLater = attempt.At >= _row.LastAt;
        _row.IntervalAsked = isLater ? attempt.IntervalAsked ?? _row.IntervalAsked : _row.IntervalAsked ?? attempt.IntervalAsked;
        _row.MinIntervalAsked = isLater ? attempt.MinIntervalAsked ?? _row.MinIntervalAsked : _row.MinIntervalAsked ?? attempt.MinIntervalAsked;
        if (isLater) _row.LastAt = attempt.At;
    }

    /// <summary>The row that it came to.</summary>
    public TrackerHourRow Row()
    {
        _row.Latency = _latency.ToBytes();
        return _row;
    }

    private static bool SaysSomething(AttemptOutcome outcome) =>
        outcome is not (AttemptOutcome.Unknown or AttemptOutcome.NoAddress or AttemptOutcome.Blocked or AttemptOutcome.Unsupported);
}
