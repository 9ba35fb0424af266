using System.Net.Sockets;
using Crawler.Actors.Trackers;
using Crawler.Host.Crawling;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Storage.Journal;
using Crawler.Storage.Log;
using Crawler.Storage.Targets;

namespace Crawler.Host.Tests.Crawling;

public class ResumedSessionsTests
{
    private const AddressFamily Either = AddressFamily.Unspecified;
    private const AddressFamily V4 = AddressFamily.InterNetwork;
    private const AddressFamily V6 = AddressFamily.InterNetworkV6;

    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);
    private static readonly TierEntry Entry = new(0, 0, TrackerUrl.Parse("udp://tracker.example:6969/announce"));

    [Fact]
    public void A_call_whose_result_was_lost_binds_as_if_it_had_come()
    {
        var session = Assert.Single(Of([Stored(V4, asOf: -40, due: -10)], Call(V4, -1)));
        Assert.Equal((Noon.AddMinutes(29), Noon.AddMinutes(29)), (session.NotBefore, session.DueAt));
        Assert.Equal("id", session.TrackerId!.ToString());
    }

    [Fact]
    public void A_call_whose_result_is_stored_binds_no_more_than_that_says()
    {
        var session = Assert.Single(Of([Stored(V4, asOf: -1, due: 9)], Call(V4, -1)));
        Assert.Equal(Noon.AddMinutes(9), session.DueAt);
    }

    [Fact]
    public void A_longer_wait_stays() =>
        Assert.Equal(Noon.AddMinutes(90), Assert.Single(Of([Stored(V4, asOf: -40, due: 90)], Call(V4, -1))).DueAt);

    [Fact]
    public void Under_a_second_peer_id_the_store_does_not_tell_whose_result_it_has_so_the_call_binds() =>
        Assert.Equal(Noon.AddMinutes(29), Assert.Single(Of([Stored(V4, asOf: 0, due: 9)], Call(V4, -1, identity: 1))).DueAt);

    [Fact]
    public void A_tracker_the_store_never_heard_of_is_bound_too()
    {
        Assert.Empty(Of([]));
        var first = Assert.Single(Of([], Call(Either, -2)));
        Assert.Equal((Either, Noon.AddMinutes(28), false), (first.Family, first.DueAt, first.StartedAcknowledged));

        // Whichever family the host turns out to have.
        var both = Assert.Single(Of([], Call(Either, -2), Call(V6, -1)));
        Assert.Equal((Either, Noon.AddMinutes(29)), (both.Family, both.DueAt));
    }

    [Fact]
    public void Families_are_bound_each_by_its_own_calls()
    {
        var sessions = Of([Stored(V4, asOf: -40, due: 5)], Call(V6, -1)).ToDictionary(session => session.Family, session => session.DueAt);
        Assert.Equal((2, Noon.AddMinutes(5), Noon.AddMinutes(29)), (sessions.Count, sessions[V4], sessions[V6]));

        var open = Assert.Single(Of([Stored(Either, asOf: -40, due: 5)], Call(Either, -3), Call(V4, -2)));
        Assert.Equal(Noon.AddMinutes(28), open.DueAt);
    }

    [Theory]
    [InlineData(-10, true)]
    [InlineData(-59, true)]
    [InlineData(-61, false)] // two intervals: it has forgotten us
    [InlineData(-130, false)] // under the peer id of an earlier run
    public void Started_is_not_sent_again_to_a_tracker_that_still_counts_us(int asOf, bool counts) =>
        Assert.Equal(counts, Assert.Single(new ResumedSessions(Noon.AddMinutes(-120), Noon).Of(new ScheduledTracker(Entry, [Stored(V4, asOf, due: 5)]), [])).StartedAcknowledged);

    [Fact]
    public void What_was_due_when_a_node_was_lost_and_is_not_heard_of_since_counts_as_called_then()
    {
        var lost = new ResumedSessions(Noon.AddDays(-1), Noon) { LostAt = Noon.AddMinutes(-5) };

        Assert.Equal(Noon.AddMinutes(25), Due(Stored(V4, asOf: -40, due: -10)));
        Assert.Equal(Noon.AddMinutes(-1), Due(Stored(V4, asOf: -40, due: -1))); // was not due yet
        Assert.Equal(Noon.AddMinutes(-2), Due(Stored(V4, asOf: -4, due: -2))); // was heard of since
        Assert.Equal(Noon.AddMinutes(9), Due(Stored(V4, asOf: -40, due: 9)));
        Assert.Equal(Noon.AddMinutes(25), Assert.Single(lost.Of(new ScheduledTracker(Entry, []), [])).DueAt);
        Assert.Empty(new ResumedSessions(Noon, Noon) { LostAt = Noon.AddMinutes(-31) }.Of(new ScheduledTracker(Entry, []), []));

        DateTimeOffset Due(TrackerSchedule schedule) => Assert.Single(lost.Of(new ScheduledTracker(Entry, [schedule]), [])).DueAt;
    }

    [Fact]
    public void What_another_client_was_given_is_not_ours_but_its_floor_binds_us()
    {
        var session = Assert.Single(new ResumedSessions(Noon, Noon) { IsOneClient = false }.Of(new ScheduledTracker(Entry, [Stored(V4, asOf: -10, due: 20)]), []));

        Assert.Equal((null, false, Noon.AddMinutes(20)), (session.TrackerId, session.StartedAcknowledged, session.DueAt));
    }

    private static List<TrackerSession> Of(TrackerSchedule[] stored, params JournaledCall[] calls) =>
        [.. new ResumedSessions(Noon, Noon).Of(new ScheduledTracker(Entry, stored), calls)];

    private static TrackerSchedule Stored(AddressFamily family, int asOf, int due) => new()
    {
        Family = family,
        TrackerId = new TrackerId("id"u8),
        Interval = HalfAnHour,
        NotBefore = Noon.AddMinutes(due - 1),
        DueAt = Noon.AddMinutes(due),
        StartedAcknowledged = true,
        AsOf = Noon.AddMinutes(asOf),
    };

    private static JournaledCall Call(AddressFamily family, int minutes, int identity = 0) =>
        new(default, JournaledCall.KeyOf(Entry.Url), family, identity, Noon.AddMinutes(minutes), HalfAnHour);
}
