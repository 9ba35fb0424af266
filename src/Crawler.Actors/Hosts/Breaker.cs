namespace Crawler.Actors.Hosts;

/// <summary>
/// The circuit breaker of one tracker (a host's port), pure, so that thousands of torrents do not each learn by timeout
/// that it is down. After the pause one probe goes out; its outcome closes or reopens the circuit.
/// </summary>
public readonly record struct Breaker
{
    /// <summary>Until when it is left alone; null while it is thought to be up.</summary>
    public DateTimeOffset? OpenUntil { get; private init; }

    private int InFlight { get; init; }

    private int Failures { get; init; }

    private int Openings { get; init; }

    /// <summary>When to come back instead of calling; null: call.</summary>
    public DateTimeOffset? ComeBackAt(HostLimits limits, DateTimeOffset now) => OpenUntil switch
    {
        { } until when now < until => until,
        // Past the pause exactly one call goes out to probe.
        { } when InFlight > 0 => now + limits.OpenFor,
        _ => null,
    };

    /// <summary>A call left.</summary>
    public Breaker Left() => this with { InFlight = InFlight + 1 };

    /// <summary>A call came back.</summary>
    /// <param name="hostFailed">The tracker did not answer at all; a refusal is an answer. Null: the call says nothing of it.</param>
    /// <param name="limits">When to open, and for how long.</param>
    /// <param name="now">When.</param>
    public Breaker Returned(bool? hostFailed, HostLimits limits, DateTimeOffset now)
    {
        var back = this with { InFlight = Math.Max(0, InFlight - 1) };
        if (hostFailed is null) return back;
        if (hostFailed == false) return back with { Failures = 0, Openings = 0, OpenUntil = null };

        var failures = Failures + 1;
        var isProbe = OpenUntil is { } until && now >= until;
        if (!isProbe && (failures < limits.FailuresToOpen || OpenUntil is not null)) return back with { Failures = failures };
        var pause = Math.Min(limits.OpenFor.TotalSeconds * Math.Pow(2, Math.Min(Openings, 20)), limits.OpenAtMost.TotalSeconds);
        return back with { Failures = failures, Openings = Openings + 1, OpenUntil = now + TimeSpan.FromSeconds(pause) };
    }
}
