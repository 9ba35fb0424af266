using Crawler.Actors.Trackers;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Tests.Trackers;

public sealed class TrackerSessionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TrackerSession Fresh = TrackerSession.New(Samples.Entry("http://a.example/announce"), Noon);

    [Fact]
    public void A_new_session_is_due_at_once_and_says_started()
    {
        Assert.Equal(Noon, Fresh.DueAt);
        Assert.Equal(AnnounceEvent.Started, Fresh.NextEvent);
    }

    [Fact]
    public void After_started_is_acknowledged_no_event_is_sent() =>
        Assert.Equal(AnnounceEvent.None, After(Samples.Ok(interval: 600)).NextEvent);

    [Theory]
    [InlineData(600L, null, 600)]
    [InlineData(600L, 900L, 900)]
    [InlineData(null, null, 1800)]
    [InlineData(null, 900L, 1800)]
    [InlineData(0L, null, 60)]
    [InlineData(-1L, null, 60)]
    [InlineData(long.MaxValue, null, 86_400)]
    [InlineData(long.MinValue, long.MaxValue, 86_400)]
    public void The_next_call_is_an_interval_away_never_below_the_minimum_and_within_bounds(long? interval, long? minimum, int seconds) =>
        Assert.Equal(Noon.AddSeconds(seconds), After(Samples.Ok(interval, minimum)).DueAt);

    [Fact]
    public void Jitter_only_ever_makes_a_call_later()
    {
        Assert.Equal(Noon.AddSeconds(600), After(Samples.Ok(600), random: 0).DueAt);
        Assert.InRange(After(Samples.Ok(600), random: 0.999).DueAt, Noon.AddSeconds(600), Noon.AddSeconds(631));
    }

    [Fact]
    public void The_floor_is_the_minimum_where_one_is_given_else_the_interval()
    {
        Assert.Equal(Noon.AddSeconds(300), After(Samples.Ok(600, 300)).NotBefore);
        Assert.Equal(Noon.AddSeconds(600), After(Samples.Ok(600)).NotBefore);
    }

    [Fact]
    public void An_interval_is_remembered_when_a_later_answer_omits_it()
    {
        var second = After(Samples.Ok(600)).Complete(Samples.Ok(null), IntervalPolicy.Standard, Noon.AddSeconds(600), 0);
        Assert.Equal(Noon.AddSeconds(1200), second.DueAt);
    }

    [Fact]
    public void A_tracker_id_is_kept_when_a_later_answer_omits_it_and_replaced_when_it_changes()
    {
        var first = After(Samples.Ok(600, trackerId: "one"));
        var second = first.Complete(Samples.Ok(600), IntervalPolicy.Standard, Noon, 0);
        var third = second.Complete(Samples.Ok(600, trackerId: "two"), IntervalPolicy.Standard, Noon, 0);
        Assert.Equal(["one", "one", "two"], new[] { first, second, third }.Select(session => session.TrackerId!.ToString()));
    }

    [Fact]
    public void A_refusal_keeps_id_interval_and_acknowledgement_and_counts()
    {
        var refused = After(Samples.Ok(600, trackerId: "one")).Complete(Samples.Failed(AttemptOutcome.Refused), IntervalPolicy.Standard, Noon, 0);
        Assert.Equal("one", refused.TrackerId!.ToString());
        Assert.Equal(TimeSpan.FromSeconds(600), refused.Interval);
        Assert.True(refused.StartedAcknowledged);
        Assert.Equal(1, refused.ConsecutiveFailures);
    }

    [Fact]
    public void A_refusal_never_undercuts_the_floor_that_stood_before() =>
        Assert.Equal(Noon.AddSeconds(600), After(Samples.Ok(600)).Complete(Samples.Failed(AttemptOutcome.Refused), IntervalPolicy.Standard, Noon, 0).DueAt);

    [Fact]
    public void Failures_in_a_row_back_off_doubling_and_success_ends_it()
    {
        var session = Fresh;
        var delays = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            session = session.Complete(Samples.Failed(AttemptOutcome.ConnectFailed), IntervalPolicy.Standard, Noon, 0);
            delays.Add((session.DueAt - Noon).TotalSeconds);
        }

        Assert.Equal([15, 30, 60], delays);
        Assert.Equal(0, session.Complete(Samples.Ok(600), IntervalPolicy.Standard, Noon, 0).ConsecutiveFailures);
    }

    [Fact]
    public void Retry_in_binds_after_a_refusal()
    {
        var refused = After(Samples.Failed(AttemptOutcome.Refused) with { Retry = RetryAdvice.InMinutes(50) });
        Assert.Equal(Noon.AddMinutes(50), refused.DueAt);
        Assert.Equal(Noon.AddMinutes(50), refused.NotBefore);
    }

    [Fact]
    public void An_interval_beside_a_refusal_binds() =>
        Assert.Equal(Noon.AddSeconds(900), After(Samples.Failed(AttemptOutcome.Refused) with { IntervalAsked = 900 }).DueAt);

    [Theory]
    [InlineData(AttemptOutcome.Gone)]
    [InlineData(AttemptOutcome.Unsupported)]
    public void A_tracker_that_is_gone_is_never_called_again(AttemptOutcome outcome) =>
        Assert.Equal(SessionState.Gone, After(Samples.Failed(outcome)).State);

    [Fact]
    public void Our_own_outage_is_no_failure_of_the_tracker()
    {
        var session = After(Samples.Failed(AttemptOutcome.Unknown));
        Assert.Equal(0, session.ConsecutiveFailures);
        Assert.Equal(Noon.AddSeconds(30), session.DueAt);
    }

    [Fact]
    public void Stopped_ends_the_session_whatever_the_tracker_answers()
    {
        var session = After(Samples.Ok(600));
        Assert.False(session.Complete(Samples.Ok(600) with { Event = AnnounceEvent.Stopped }, IntervalPolicy.Standard, Noon, 0).StartedAcknowledged);
        Assert.False(session.Complete(Samples.Failed(AttemptOutcome.Timeout) with { Event = AnnounceEvent.Stopped }, IntervalPolicy.Standard, Noon, 0).StartedAcknowledged);
        Assert.Equal(SessionState.Active, session.Complete(Samples.Failed(AttemptOutcome.Timeout) with { Event = AnnounceEvent.Stopped }, IntervalPolicy.Standard, Noon, 0).State);
    }

    [Fact]
    public void Never_again_is_heard_in_answer_to_a_goodbye_too()
    {
        var told = After(Samples.Ok(600)).Complete(Samples.Failed(AttemptOutcome.Gone) with { Event = AnnounceEvent.Stopped }, IntervalPolicy.Standard, Noon, 0);
        Assert.Equal((SessionState.Gone, false), (told.State, told.StartedAcknowledged));
    }

    [Fact]
    public void A_call_in_flight_puts_the_next_one_off_so_that_a_crash_does_not_repeat_it()
    {
        var begun = Fresh.Begin(Noon);
        Assert.Equal(1, begun.AttemptNumber);
        Assert.True(begun.DueAt > Noon.AddMinutes(4));
    }

    [Fact]
    public void A_resumed_session_keeps_its_time_and_one_that_is_overdue_is_due_now()
    {
        var session = After(Samples.Ok(600, 300, "one"));
        Assert.Equal(Noon.AddSeconds(600), session.Resumed(Noon.AddSeconds(10)).DueAt);
        Assert.Equal(Noon.AddSeconds(600), session.Resumed(Noon.AddSeconds(400)).DueAt);
        Assert.Equal(Noon.AddSeconds(900), session.Resumed(Noon.AddSeconds(900)).DueAt);
        // A burst asks for less than the floor; who resumes is bound by it.
        Assert.Equal(Noon.AddSeconds(300), session.LookAgain(Noon.AddSeconds(15)).Resumed(Noon.AddSeconds(10)).DueAt);
        Assert.Equal("one", session.Resumed(Noon).TrackerId!.ToString());
    }

    [Fact]
    public void A_resumed_session_says_started_unless_its_store_knows_that_it_still_counts()
    {
        var session = After(Samples.Ok(600));
        Assert.Equal(AnnounceEvent.None, session.Resumed(Noon).NextEvent);
        Assert.Equal(AnnounceEvent.Started, (session with { StartedAcknowledged = false }).Resumed(Noon).NextEvent);
    }

    [Fact]
    public void A_resumed_session_that_was_failing_keeps_its_backoff()
    {
        var failing = After(Samples.Failed(AttemptOutcome.Refused, "torrent not registered"));
        Assert.Equal(Noon.AddHours(1), failing.Resumed(Noon.AddSeconds(10)).DueAt);
        Assert.Equal(Noon.AddHours(2), failing.Resumed(Noon.AddHours(2)).DueAt);
    }

    private static TrackerSession After(Attempt attempt, double random = 0) =>
        Fresh.Begin(Noon).Complete(attempt, IntervalPolicy.Standard, Noon, random);

    [Fact]
    public void A_goodbye_leaves_the_time_of_the_next_call_as_it_was()
    {
        var now = DateTimeOffset.UnixEpoch;
        var backingOff = TrackerSession.New(Samples.Entry("http://a.example/announce"), now) with { DueAt = now.AddHours(4), ConsecutiveFailures = 3 };
        Assert.Equal(now.AddHours(4), backingOff.Begin(now, AnnounceEvent.Stopped).DueAt);
        Assert.Equal(now.AddMinutes(5), backingOff.Begin(now, AnnounceEvent.None).DueAt);
    }

    [Fact]
    public void A_goodbye_is_said_once_whatever_becomes_of_it() =>
        Assert.False(After(Samples.Ok(600)).Begin(Noon, AnnounceEvent.Stopped).StartedAcknowledged);

    [Fact]
    public void Who_shared_a_scrape_is_due_together_an_interval_after_it_began_and_owes_no_goodbye()
    {
        var counted = Samples.Ok(null, 900) with { Kind = AttemptKind.Scrape, Reply = null, At = Noon };
        TrackerSession[] sessions = [.. new[] { 0.1, 0.9 }.Select(random => Fresh.Complete(counted, IntervalPolicy.Standard, Noon.AddSeconds(random), random))];
        Assert.All(sessions, session => Assert.Equal((Noon.AddMinutes(30), false), (session.DueAt, session.StartedAcknowledged)));
        Assert.Equal(TimeSpan.FromMinutes(15), sessions[0].MinInterval);
    }
}
