using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Crawler.Storage.Rollups;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Rollups;

/// <summary>Times are of 2026-01-01, seconds from noon.</summary>
public sealed class RollTallyTests
{
    private readonly RollTally _tally = new();

    [Fact]
    public void Quarters_are_known_where_a_call_said_something_and_up_where_it_was_answered()
    {
        Add(0, AttemptOutcome.Ok);
        Add(1, AttemptOutcome.Timeout);
        Add(900, AttemptOutcome.Timeout);
        Add(1800, AttemptOutcome.Unknown);
        Add(1801, AttemptOutcome.NoAddress);
        Add(1802, AttemptOutcome.Blocked);
        Add(1803, AttemptOutcome.Unsupported);
        Add(2700, AttemptOutcome.Refused);
        Add(3600, AttemptOutcome.Gone);

        Assert.Equal([(0b1011, 0b1001), (0b0001, 0b0001)], Own().Select(row => ((int)row.Known, (int)row.Up)));
        var first = Own()[0];
        Assert.Equal((1, 2, 1, 3, 4L), (first.Ok, first.Timeout, first.OurOutage, first.NotCalled, first.Calls));
    }

    [Fact]
    public void All_trackers_are_summed_once_beside_each()
    {
        Add(0, AttemptOutcome.Ok, tracker: 1);
        Add(0, AttemptOutcome.Timeout, tracker: 2);

        Assert.Equal([(0, 1, 1), (1, 1, 0), (2, 0, 1)], _tally.Hours().Select(row => (row.TrackerId, row.Ok, row.Timeout)));
        Assert.Equal(2, _tally.Attempts);
    }

    [Fact]
    public void An_answer_that_comes_late_is_known_by_its_own_time()
    {
        Add(30, AttemptOutcome.Timeout);
        Add(20, AttemptOutcome.Ok, complete: 7);
        Add(10, AttemptOutcome.Ok, complete: 3, incomplete: 2);

        var call = Assert.Single(_tally.Calls());
        Assert.Equal((AttemptOutcome.Timeout, Some.At(30), Some.At(20), Some.At(10)), (call.Outcome, call.At, call.AnsweredAt, call.FirstAt));
        Assert.Equal((7, 2, 3, 2), (call.Complete, call.Incomplete, call.Calls, call.Answered));
    }

    [Fact]
    public void A_call_that_failed_last_does_not_let_an_older_claim_stand()
    {
        Add(10, AttemptOutcome.Ok, complete: 3);
        Add(30, AttemptOutcome.Timeout);
        Add(20, AttemptOutcome.Ok, complete: 7);

        Assert.Equal(7, Assert.Single(_tally.Calls()).Complete);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_order_of_the_log_makes_no_difference(int seed)
    {
        var random = new Random(seed);
        // All times differ, and claims are made by every answer.
        var attempts = Enumerable.Range(0, 300).Select(i => Attempt(
            i * 47, random.Next(3) == 0 ? AttemptOutcome.Timeout : AttemptOutcome.Ok, random.Next(1, 4), random.Next(3), random.Next(100), random.Next(100))).ToArray();
        var other = new RollTally();
        foreach (var attempt in attempts) _tally.Add(attempt);
        random.Shuffle(attempts);
        foreach (var attempt in attempts) other.Add(attempt);

        Assert.Equivalent(_tally.Hours(), other.Hours(), strict: true);
        Assert.Equivalent(_tally.Calls(), other.Calls(), strict: true);
    }

    [Fact]
    public void Rows_come_in_the_order_of_their_keys()
    {
        Add(3600, AttemptOutcome.Ok, tracker: 2, torrent: 2);
        Add(0, AttemptOutcome.Ok, tracker: 2, torrent: 1);
        Add(0, AttemptOutcome.Ok, tracker: 1, torrent: 2);

        Assert.Equal([(0, 12), (0, 13), (1, 12), (2, 12), (2, 13)], _tally.Hours().Select(row => (row.TrackerId, row.Hour.Hour)));
        Assert.Equal([(1, 2), (2, 1), (2, 2)], _tally.Calls().Select(row => (row.TorrentId, row.TrackerId)));
    }

    private static RolledAttempt Attempt(
        double seconds, AttemptOutcome outcome, int tracker = 1, int torrent = 1, long? complete = null, long? incomplete = null) => new()
        {
            Session = new SessionKey(torrent, tracker, AddressFamily.InterNetwork),
            At = Some.At(seconds),
            Outcome = outcome,
            RoundTripUs = outcome == AttemptOutcome.Ok ? 20_000 : null,
            Complete = outcome == AttemptOutcome.Ok ? complete : null,
            Incomplete = outcome == AttemptOutcome.Ok ? incomplete : null,
        };

    private void Add(double seconds, AttemptOutcome outcome, int tracker = 1, int torrent = 1, long? complete = null, long? incomplete = null) =>
        _tally.Add(Attempt(seconds, outcome, tracker, torrent, complete, incomplete));

    private TrackerHourRow[] Own() => [.. _tally.Hours().Where(row => row.TrackerId != TrackerTally.AllTrackers)];
}
