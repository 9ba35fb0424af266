namespace Crawler.Actors.Hosts;

/// <summary>
/// Keeps bursts towards one host short, pure: opentracker's receive buffer holds about 190 packets, and what exceeds it is
/// lost, however much the budget would allow.
/// </summary>
/// <param name="Since">When the current one began.</param>
/// <param name="Calls">Calls in it.</param>
internal readonly record struct Volley(DateTimeOffset Since, int Calls)
{
    /// <summary>Calls in a row.</summary>
    public const int Most = 64;

    /// <summary>From the first of one to the first of the next.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(2);

    /// <summary>When to go on; null: now.</summary>
    public DateTimeOffset? PauseUntil(DateTimeOffset now) => Calls >= Most && IsOn(now) ? Since + Apart : null;

    /// <summary>One call more.</summary>
    public Volley Next(DateTimeOffset now) => IsOn(now) ? this with { Calls = Calls + 1 } : new Volley(now, 1);

    private bool IsOn(DateTimeOffset now) => now >= Since && now - Since < Apart;
}
