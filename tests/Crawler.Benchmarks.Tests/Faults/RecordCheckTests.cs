using Crawler.Benchmarks.Faults;
using Crawler.Benchmarks.Stub;
using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Benchmarks.Tests.Faults;

/// <summary>The checker must not be the part that is wrong: what it lets pass and what it finds.</summary>
public class RecordCheckTests
{
    private const long Second = 1_000_000;
    private const long Start = 1_800_000_000 * Second;
    private const int Interval = 90;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1.5);
    private static readonly InfoHash Swarm = StubTargets.HashOf(1);

    [Fact]
    public void Every_answer_in_the_log_once_and_in_time_is_a_whole_record()
    {
        Answer[] answers = [Said(1, 0), Said(2, 95), Said(3, 0, tracker: 1)];

        var verdict = Check(answers, [.. answers.Select(Stored)]);

        Assert.True(verdict.Holds);
        Assert.Equal((3, 3, 3, 95.0), (verdict.Announces, verdict.Answered, verdict.Stored, verdict.SoonestSeconds));
    }

    [Fact]
    public void An_answer_lost_is_excused_by_a_kill_within_the_bound_and_by_nothing_else()
    {
        Answer[] answers = [Said(1, 0), Said(2, 100, tracker: 1), Said(3, 101, tracker: 2), Said(4, 102.1, tracker: 3), Said(5, 200, tracker: 4)];
        var killed = new Death(Start + (102 * Second), Start + (long)(102.2 * Second));

        var verdict = Check(answers, [Stored(answers[0])], killed);

        Assert.Equal((2, 2, 2.0), (verdict.LostWithinBound, verdict.LostBeyondBound, verdict.OldestLossSeconds));
        Assert.False(verdict.Holds);
    }

    [Fact]
    public void A_call_repeated_before_its_interval_is_early_also_if_its_answer_was_lost_with_a_kill()
    {
        Answer[] answers = [Said(1, 0), Said(2, 30), Said(3, 30 + Interval)];
        var killed = new Death(Start, Start + Second);

        var verdict = Check(answers, [Stored(answers[1]), Stored(answers[2])], killed);

        Assert.Equal((1, 1, 30.0), (verdict.LostWithinBound, verdict.Early, verdict.SoonestSeconds));
    }

    [Fact]
    public void An_unanswered_announce_may_be_early_too_but_what_follows_it_is_measured_from_the_last_answer()
    {
        Answer[] answers = [Said(1, 0), Unheard(91), Unheard(106), Said(2, 136), Unheard(150)];

        var verdict = Check(answers, [Stored(answers[0]), Stored(answers[3]) with { At = answers[1].At }]);

        Assert.Equal((1, 14.0, 0), (verdict.Early, verdict.SoonestSeconds, verdict.LostBeyondBound));
    }

    [Fact]
    public void An_interval_below_the_floor_of_a_minute_counts_as_a_minute()
    {
        Answer[] answers = [Said(1, 0) with { Interval = 10 }, Said(2, 59), Said(3, 59 + Interval)];

        Assert.Equal(1, Check(answers, [.. answers.Select(Stored)]).Early);
    }

    [Fact]
    public void A_goodbye_is_neither_early_nor_a_reason_to_be_but_it_is_missed()
    {
        Answer[] answers = [Said(1, 0), Said(2, 5, AnnounceEvent.Stopped), Said(3, Interval)];

        var verdict = Check(answers, [Stored(answers[0]), Stored(answers[2])]);

        Assert.Equal((0, 1), (verdict.Early, verdict.LostBeyondBound));
    }

    [Fact]
    public void An_answer_that_did_not_arrive_is_not_lost_where_its_call_is_in_the_log_with_a_later_one_or_with_none()
    {
        Answer[] answers = [Said(1, 0), Said(2, 15), Said(3, 0, tracker: 1), Said(4, 0, tracker: 2)];
        LoggedCall[] log =
        [
            Stored(answers[1]) with { At = answers[0].At },
            Stored(answers[2]) with { Serial = null, Peers = 0, PeersHash = Mix.Of([]) },
        ];

        var verdict = Check(answers, log);

        Assert.Equal((2, 1, 0), (verdict.SentAgain, verdict.LostBeyondBound, verdict.Early));
    }

    [Fact]
    public void A_row_that_stands_twice_says_something_else_or_was_made_up_is_found()
    {
        var answer = Said(1, 0);
        var other = Said(2, 0, tracker: 1);

        var verdict = Check(
            [answer, other],
            [Stored(answer), Stored(answer) with { At = answer.At + Second }, Stored(other) with { PeersHash = 7 }, Stored(Said(9, 3, tracker: 2))]);

        Assert.Equal((1, 1, 1), (verdict.Doubled, verdict.Wrong, verdict.Invented));
        Assert.False(verdict.Holds);
    }

    private static RecordVerdict Check(IEnumerable<Answer> answers, IReadOnlyList<LoggedCall> log, params Death[] deaths) =>
        RecordCheck.Of(answers, log, deaths, Bound);

    private static Answer Said(int serial, double second, AnnounceEvent @event = AnnounceEvent.None, int tracker = 0) =>
        new(Start + (long)(second * Second), serial, tracker, Swarm, (uint)serial, 1, (ulong)serial * 31, serial, AskedKind.Announce, @event, Interval);

    private static Answer Unheard(double second) => Said(0, second) with { Interval = 0 };

    private static LoggedCall Stored(Answer answer) =>
        new(answer.InfoHash, answer.Tracker, answer.At - 200, answer.Event, answer.Serial, answer.Peers, answer.PeersHash);
}
