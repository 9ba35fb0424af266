namespace Crawler.Actors.Hosts;

/// <summary>Whether a call may go.</summary>
public enum PermitDecision
{
    /// <summary>Go.</summary>
    Granted,

    /// <summary>Wait in the queue: for a call to come back, or until a given time.</summary>
    Wait,

    /// <summary>The host is down: do not queue, come back later.</summary>
    Open,
}

/// <summary>A decision, and the time it holds until, if it is one of time.</summary>
public readonly record struct Permit(PermitDecision Decision, DateTimeOffset Until = default);

/// <summary>
/// The budget of one tracker host, pure: a token bucket for rate, a cap on calls in flight, and a circuit breaker, so that
/// thousands of torrents do not each learn by timeout that a host is down. After the pause one probe goes out; its
/// outcome closes or reopens the circuit.
/// </summary>
public sealed record HostBudget
{

    /// <summary>A full budget.</summary>
    public HostBudget(HostLimits limits, DateTimeOffset now) => (Limits, Tokens, RefilledAt) = (limits, limits.Burst, now);

    /// <summary>The bounds it keeps.</summary>
    public HostLimits Limits { get; init; }

    /// <summary>Calls out.</summary>
    public int InFlight { get; private init; }

    /// <summary>Until when the host is left alone; null while it is thought to be up.</summary>
    public DateTimeOffset? OpenUntil { get; private init; }

    private double Tokens { get; init; }

    private DateTimeOffset RefilledAt { get; init; }

    private int Failures { get; init; }

    private int Openings { get; init; }

    /// <summary>Asks to make one call; the budget it leaves.</summary>
    public HostBudget Ask(DateTimeOffset now, out Permit permit)
    {
        if (OpenUntil is { } until)
        {
            // Past the pause exactly one call goes out to probe.
            if (now < until || InFlight > 0)
            {
                permit = new Permit(PermitDecision.Open, now < until ? until : now + Limits.OpenFor);
                return this;
            }

            permit = new Permit(PermitDecision.Granted);
            return this with { InFlight = 1 };
        }

        if (InFlight >= Limits.Concurrency)
        {
            permit = new Permit(PermitDecision.Wait);
            return this;
        }

        var tokens = Math.Min(Limits.Burst, Tokens + ((now - RefilledAt).TotalSeconds * Limits.PerSecond));
        if (tokens < 1)
        {
            permit = new Permit(PermitDecision.Wait, now + TimeSpan.FromSeconds((1 - tokens) / Limits.PerSecond));
            return this with { Tokens = tokens, RefilledAt = now };
        }

        permit = new Permit(PermitDecision.Granted);
        return this with { Tokens = tokens - 1, RefilledAt = now, InFlight = InFlight + 1 };
    }

    /// <summary>A call came back.</summary>
    /// <param name="hostFailed">The host did not answer at all; a refusal is an answer.</param>
    /// <param name="now">When.</param>
    public HostBudget Completed(bool hostFailed, DateTimeOffset now)
    {
        var back = this with { InFlight = Math.Max(0, InFlight - 1) };
        if (!hostFailed) return back with { Failures = 0, Openings = 0, OpenUntil = null };

        var failures = Failures + 1;
        var isProbe = OpenUntil is { } until && now >= until;
        if (!isProbe && (failures < Limits.FailuresToOpen || OpenUntil is not null)) return back with { Failures = failures };
        var pause = Math.Min(Limits.OpenFor.TotalSeconds * Math.Pow(2, Math.Min(Openings, 20)), Limits.OpenAtMost.TotalSeconds);
        return back with { Failures = failures, Openings = Openings + 1, OpenUntil = now + TimeSpan.FromSeconds(pause) };
    }
}
