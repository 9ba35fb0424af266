namespace Crawler.Actors.Hosts;

/// <summary>
/// A rate, pure: in any window of t seconds it grants at most <paramref name="Burst"/> + <paramref name="PerSecond"/> · t.
/// </summary>
/// <param name="PerSecond">Tokens a second; none come at 0.</param>
/// <param name="Burst">Tokens held at most.</param>
/// <param name="Tokens">Tokens there at <paramref name="At"/>; below 0 while more was spent than there was.</param>
/// <param name="At">When that was so.</param>
public readonly record struct TokenBucket(double PerSecond, int Burst, double Tokens, DateTimeOffset At)
{
    /// <summary>Waiting for a single token wakes too often where thousands come in a second: they are awaited for this long.</summary>
    private const double Tick = 0.005;

    /// <summary>No wait is told to be longer, so that a rate of 0 is no special case.</summary>
    private const double LongestWait = 3600;

    /// <summary>A full bucket.</summary>
    public static TokenBucket Full(double perSecond, int burst, DateTimeOffset now) => new(perSecond, burst, burst, now);

    /// <summary>Whether nothing more fits.</summary>
    public bool IsFull => Tokens >= Burst;

    /// <summary>As it stands now. A clock that was set back costs what would have come meanwhile.</summary>
    public TokenBucket Filled(DateTimeOffset now) => this with
    {
        Tokens = Math.Min(Burst, Tokens + (Math.Max(0, (now - At).TotalSeconds) * PerSecond)),
        At = now,
    };

    /// <summary>One token less, if there is one.</summary>
    public bool TryTake(DateTimeOffset now, out TokenBucket left)
    {
        left = Filled(now);
        if (left.Tokens < 1) return false;
        left = left with { Tokens = left.Tokens - 1 };
        return true;
    }

    /// <summary>So many tokens less, whether they are there or not: what was spent is spent. Negative gives back.</summary>
    public TokenBucket Spend(int tokens, DateTimeOffset now)
    {
        var filled = Filled(now);
        return filled with { Tokens = Math.Min(Burst, filled.Tokens - tokens) };
    }

    /// <summary>Another rate from now on; what is there is kept as far as it fits.</summary>
    public TokenBucket Changed(double perSecond, int burst, DateTimeOffset now)
    {
        var filled = Filled(now);
        return filled with { PerSecond = perSecond, Burst = burst, Tokens = Math.Min(burst, filled.Tokens) };
    }

    /// <summary>When it is worth asking again: a token is there then, or 5 ms' worth of them, but never more than half a burst.</summary>
    public DateTimeOffset NextAt(DateTimeOffset now)
    {
        var wanted = Math.Max(1, Math.Min(PerSecond * Tick, Burst / 2.0));
        var missing = wanted - Filled(now).Tokens;
        return missing <= 0 ? now : now + TimeSpan.FromSeconds(Math.Min(missing / PerSecond, LongestWait));
    }
}
