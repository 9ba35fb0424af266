using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;
using Crawler.Storage.Model;

namespace Crawler.Storage.Rollups;

/// <summary>Adds attempts up by tracker and hour, and by torrent and tracker, before the database sees a row. In any order.</summary>
internal sealed class RollTally
{
    private readonly Dictionary<(int Tracker, AddressFamily Family, long Hour), HourTally> _hours = [];
    private readonly Dictionary<SessionKey, LatestCallRow> _calls = [];

    /// <summary>Attempts added.</summary>
    public int Attempts { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(in RolledAttempt attempt)
    {
        Attempts++;
        AddToHour(attempt);
        AddToSession(attempt);
    }

    /// <summary>Trackers by hour, in the order of the key.</summary>
    public TrackerHourRow[] Hours() =>
    [
        .. _hours.Values.Select(hour => hour.Row())
            .OrderBy(row => row.TrackerId).ThenBy(row => row.Family.ToNumber()).ThenBy(row => row.Hour),
    ];

    /// <summary>Torrents at trackers, in the order of the key. A torrent stands in neighbouring rows.</summary>
    public LatestCallRow[] Calls() => [.. _calls.OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    private void AddToHour(in RolledAttempt attempt)
    {
        AddToHour(attempt, attempt.Session.TrackerId, attempt.Session.Family);
        AddToHour(attempt, TrackerTally.AllTrackers, AddressFamily.Unspecified);
    }

    private void AddToHour(in RolledAttempt attempt, int tracker, AddressFamily family)
    {
        var hour = attempt.At.UtcTicks / TimeSpan.TicksPerHour;
        if (!_hours.TryGetValue((tracker, family, hour), out var tally)) _hours[(tracker, family, hour)] = tally = new HourTally(tracker, family, hour);
        tally.Add(attempt);
    }

    private void AddToSession(in RolledAttempt attempt)
    {
        if (!_calls.TryGetValue(attempt.Session, out var row))
        {
            var (torrent, tracker, family) = attempt.Session;
            _calls[attempt.Session] = row = new LatestCallRow { TorrentId = torrent, TrackerId = tracker, Family = family, FirstAt = attempt.At };
        }

        row.Calls++;
        if (attempt.Outcome == AttemptOutcome.Ok) row.Answered++;
        if (attempt.At < row.FirstAt) row.FirstAt = attempt.At;
        // The later answer's claims, not the later call's: one that failed claims nothing. What an answer leaves out was claimed all the same.
        var isLaterAnswer = !(row.AnsweredAt > attempt.At);
        row.Complete = isLaterAnswer ? attempt.Complete ?? row.Complete : row.Complete ?? attempt.Complete;
        row.Incomplete = isLaterAnswer ? attempt.Incomplete ?? row.Incomplete : row.Incomplete ?? attempt.Incomplete;
        row.Downloaded = isLaterAnswer ? attempt.Downloaded ?? row.Downloaded : row.Downloaded ?? attempt.Downloaded;
        if (isLaterAnswer && attempt.Outcome == AttemptOutcome.Ok) row.AnsweredAt = attempt.At;
        if (attempt.At >= row.At) (row.At, row.Outcome) = (attempt.At, attempt.Outcome);
    }
}
