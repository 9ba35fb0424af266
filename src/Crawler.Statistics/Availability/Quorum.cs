namespace Crawler.Statistics.Availability;

/// <summary>
/// What several vantages say of one tracker at a time: down from k of n. A vantage that cannot tell (our own network there was
/// down, or it has not called lately) is no vote.
/// </summary>
/// <param name="Down">Vantages from which it is down.</param>
/// <param name="Known">Vantages that can tell.</param>
/// <param name="Unknown">Vantages that called and cannot tell.</param>
public readonly record struct Quorum(int Down, int Known, int Unknown)
{
    /// <summary>Counts votes: true for up, false for down, null for unknown.</summary>
    public static Quorum Of(IEnumerable<bool?> votes)
    {
        var (down, known, unknown) = (0, 0, 0);
        foreach (var vote in votes)
        {
            if (vote is null) unknown++;
            else known++;
            if (vote == false) down++;
        }

        return new Quorum(down, known, unknown);
    }

    /// <summary>Up if most vantages that can tell found it so, down if most found it so; null where none can tell or they are even.</summary>
    public bool? IsUp => Down * 2 == Known ? null : Down * 2 < Known;

    /// <summary>Whether vantages contradict each other: it may be down for some networks only.</summary>
    public bool IsDivided => Down > 0 && Down < Known;
}
