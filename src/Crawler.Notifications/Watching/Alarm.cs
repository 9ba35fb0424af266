namespace Crawler.Notifications.Watching;

/// <summary>
/// What is remembered of one thing that is well or is not. It turns bad once it was seen bad for long enough without a break,
/// and good at once. What is not known neither raises nor clears, and breaks what had to last. What it is at first is taken as
/// known and not told. What turns too often is told to flap, then no more until it was steady. Immutable.
/// </summary>
public sealed record Alarm
{
    /// <summary>Nothing is known.</summary>
    public static readonly Alarm None = new();

    /// <summary>Known to be well: that it is not is news even if it is found so at first.</summary>
    public static readonly Alarm Well = new() { IsBad = false };

    /// <summary>Turns within <see cref="FlapWindow"/> by which it flaps: bad for the third time.</summary>
    public const int FlapTurns = 5;

    /// <summary>In which turns are counted.</summary>
    public static readonly TimeSpan FlapWindow = TimeSpan.FromHours(6);

    /// <summary>For how long what flapped must be the same before it is told of again.</summary>
    public static readonly TimeSpan FlapRest = TimeSpan.FromHours(1);

    /// <summary>What was told last, or found at first; null while nothing is known.</summary>
    public bool? IsBad { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What was seen last; null where it was not known.</summary>
    public bool? Seen { get; init; }

    /// <summary>Since when that was seen without a break.</summary>
    public DateTimeOffset? SeenSince { get; init; }

    /// <summary>When it turned lately.</summary>
    public IReadOnlyList<DateTimeOffset> Turns { get; init; } = [];

    /// <summary>Whether it turned so often that nothing is told until it is steady.</summary>
    public bool IsFlapping { get; init; }

    /// <summary>Sees it once more.</summary>
    /// <param name="isBad">How it is; null if that is not known.</param>
    /// <param name="now">The time.</param>
    /// <param name="hold">How long it must be bad.</param>
    /// <returns>What is remembered then, and the turn to tell; null for none.</returns>
    public (Alarm Next, AlarmTurn? Turn) See(bool? isBad, DateTimeOffset now, TimeSpan hold)
    {
        if (isBad is not { } bad) return (Unseen(), null);
        var since = Seen == bad ? SeenSince ?? now : now;
        var next = this with { Seen = bad, SeenSince = since };
        if (IsBad is null) return (next with { IsBad = bad, Since = since }, null);
        if (IsFlapping)
        {
            if (now - since < FlapRest) return (next, null);
            next = next with { IsFlapping = false, Turns = [] };
        }

        if (bad == IsBad || (bad && now - since < hold)) return (next, null);
        IReadOnlyList<DateTimeOffset> turns = [.. next.Turns.Where(turn => now - turn < FlapWindow), now];
        next = next with { IsBad = bad, Since = since, Turns = turns, IsFlapping = turns.Count >= FlapTurns };
        return (next, new AlarmTurn(bad, since, now - (Since ?? since), next.IsFlapping));
    }

    /// <summary>The same with nothing seen lately.</summary>
    public Alarm Unseen() => Seen is null ? this : this with { Seen = null, SeenSince = null };
}

/// <summary>Something turned.</summary>
/// <param name="IsBad">To what.</param>
/// <param name="Since">Since when it was seen so.</param>
/// <param name="Before">How long it had been the other way, as far as is known.</param>
/// <param name="IsFlapping">Whether it turned so often that nothing more is told until it is steady.</param>
public readonly record struct AlarmTurn(bool IsBad, DateTimeOffset Since, TimeSpan Before, bool IsFlapping);
