using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Statistics.Planning;

namespace Crawler.Actors.Measuring;

/// <summary>
/// What the plan makes of one swarm, pure: after each answer whether its tracker is looked at again and when, whether the
/// round is over, and whether we rest. Its torrent actor owns it.
/// </summary>
/// <param name="plan">How well the swarm is to be measured.</param>
/// <param name="swarm">What was seen of it.</param>
/// <param name="intervals">How late a call may be.</param>
public sealed class Measurement(MeasuringPlan plan, Swarm swarm, IntervalPolicy intervals)
{
    /// <summary>Without a burst nobody is looked at more often, whatever <c>min interval</c> it names.</summary>
    private static readonly TimeSpan ClosestLooks = TimeSpan.FromMinutes(5);

    /// <summary>A tracker that puts us off for longer is not waited for: the sample would not be closed, or the crawl would hang.</summary>
    private TimeSpan Patience => plan.Burst is null ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(5);

    private MeasuringRound _round = new(default);

    /// <summary>A round is over and the next has not begun: nobody is called.</summary>
    public bool IsResting { get; private set; }

    /// <summary>When the next round is due; null if there is none, or while one is on.</summary>
    public DateTimeOffset? NextRoundAt => IsResting && plan.Every is { } every ? _round.BeganAt + every : null;

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsComplete => IsResting && plan.Every is null;

    /// <summary>A round begins.</summary>
    public void Begin(DateTimeOffset now)
    {
        _round = new MeasuringRound(now);
        IsResting = false;
    }

    /// <summary>The round is over.</summary>
    public void Rest() => IsResting = true;

    /// <summary>Whether leaving now ends a round before it is over.</summary>
    public bool IsCutOff => plan.HasGoal && !IsResting;

    /// <summary>Whether the round is over: every session that should be calling has looked enough, or keeps failing.</summary>
    public bool IsOver(TrackerRoster roster) => plan.HasGoal && !IsResting && _round.IsOver(roster);

    /// <summary>Whether the window is as long as a snapshot may be where no plan ends it.</summary>
    public bool IsWindowOver(DateTimeOffset now) => !plan.HasGoal && now - swarm.WindowFrom >= plan.Window;

    /// <summary>The session as the plan wants it after a call, or after it was put off.</summary>
    /// <param name="index">Which of the roster's.</param>
    /// <param name="roster">All sessions, as they stood before.</param>
    /// <param name="session">The session as its own rules have it.</param>
    /// <param name="attempt">What came of the call; null if none was made.</param>
    /// <param name="now">The time.</param>
    /// <param name="random">Uniform in [0, 1), for jitter.</param>
    public TrackerSession Judge(int index, TrackerRoster roster, TrackerSession session, Attempt? attempt, DateTimeOffset now, double random)
    {
        if (!plan.HasGoal) return session;
        // A call or a goodbye that was under way when the round ended or began.
        if (IsResting) return session.Rest();
        if (session.State == SessionState.Resting) return session.Wake(now);
        if (attempt is null)
        {
            Miss(index, session, now);
            return session;
        }

        // A goodbye asks for nothing and tells nothing of the swarm.
        if (attempt.Event == AnnounceEvent.Stopped) return session;
        if (!attempt.Succeeded)
        {
            // A burst is over at the first failure, under every name: the tracker is next called when it allows.
            if (plan.Burst is not null && swarm.LooksAt(session.Url, session.Family) > 0) Finish(index, roster, session);
            else Miss(index, session, now);
            return session;
        }

        _round = _round.Answered(index);
        if (_round.IsDone(index)) return session;
        if (NamesNobody(session, attempt) || IsLookedAtEnough(session))
        {
            Finish(index, roster, session);
            return session;
        }

        // A burst was asked for by name; else nobody is called before its own floor.
        return session.LookAgain(plan.Burst is { } burst
            ? now + burst.SpacingAt(attempt.Address)
            : now + intervals.Late(Longest(session.NotBefore - now, ClosestLooks), random));
    }

    /// <summary>One tracker under several peer ids is looked at enough for all of them.</summary>
    private void Finish(int index, TrackerRoster roster, TrackerSession session)
    {
        _round = _round.Finished(index);
        foreach (var same in roster.Indices.Where(other => IsSame(roster[other], session))) _round = _round.Finished(same);
    }

    private void Miss(int index, TrackerSession session, DateTimeOffset now) =>
        _round = session.DueAt - now > Patience ? _round.Finished(index) : _round.Missed(index);

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>WebRTC peers have no addresses, and a reply without any list of peers will not have one next time.</summary>
    private static bool NamesNobody(TrackerSession session, Attempt attempt) =>
        session.Url.Scheme is TrackerScheme.Ws or TrackerScheme.Wss || attempt.Reply?.Oddities.HasFlag(ReplyOddities.NoPeersKey) != false;

    private bool IsLookedAtEnough(TrackerSession session)
    {
        var looks = swarm.LooksAt(session.Url, session.Family);
        return swarm.EstimateAt(session.Url, session.Family) is not { } estimate || plan.Judge(estimate, looks) != StopReason.GoOn;
    }

    private static bool IsSame(TrackerSession one, TrackerSession other) => one.Url.Equals(other.Url) && one.Family == other.Family;
}
