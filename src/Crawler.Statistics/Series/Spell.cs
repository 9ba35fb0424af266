namespace Crawler.Statistics.Series;

/// <summary>A stretch of time in which something held without a break.</summary>
/// <param name="From">Its first unit of time.</param>
/// <param name="To">The unit after its last.</param>
/// <param name="IsOver">False if it held still when last looked at.</param>
public readonly record struct Spell(long From, long To, bool IsOver)
{
    /// <summary>Units of time.</summary>
    public long Length => To - From;

    /// <summary>
    /// The stretches in which a condition held, from looks in ascending order. A unit of time without a look ends nothing: what
    /// held before and after it is taken to have held in between.
    /// </summary>
    public static IEnumerable<Spell> Of(IEnumerable<(long Time, bool Holds)> looks)
    {
        long? from = null;
        var last = 0L;
        foreach (var (time, holds) in looks)
        {
            if (holds) from ??= time;
            else if (from is { } start)
            {
                yield return new Spell(start, last + 1, IsOver: true);
                from = null;
            }

            if (holds) last = time;
        }

        if (from is { } open) yield return new Spell(open, last + 1, IsOver: false);
    }
}
