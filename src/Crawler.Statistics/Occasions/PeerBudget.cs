namespace Crawler.Statistics.Occasions;

/// <summary>
/// How many bytes the tables of all swarms of a process may take, so that trackers which name ever new peers cannot fill the
/// machine. As it fills, fewer peers of a series are kept: the largest swarms are thinned first, each when it next hears of its
/// peers, to a smaller random share of them (<see cref="SwarmSightings.SampledShare"/>), of which estimates are as unbiased.
/// Thread-safe.
/// </summary>
/// <param name="mostBytes">What the tables may take; beyond it a series keeps <see cref="FewestPeers"/>.</param>
public sealed class PeerBudget(long mostBytes)
{
    /// <summary>Peers a series keeps however full the budget is: less could not be called a sample.</summary>
    public const int FewestPeers = 64;

    /// <summary>Share of the budget from which on swarms are thinned.</summary>
    private const double Ease = 0.75;

    /// <summary>Halvings between there and full: 2¹⁰ · 64 is <see cref="SwarmSightings.DefaultCapacity"/>.</summary>
    private const int Halvings = 10;

    private long _held;

    /// <summary>No bound.</summary>
    public static PeerBudget None { get; } = new(long.MaxValue);

    /// <summary>What the tables may take.</summary>
    public long MostBytes => mostBytes;

    /// <summary>What they take.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>Half of the memory this process may use, at most 4 GiB.</summary>
    public static PeerBudget Standard() => new(Math.Min(4L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2));

    /// <summary>Peers a series may keep now, given how many it may keep at most.</summary>
    public int Capacity(int most)
    {
        var over = (Held / (double)mostBytes) - Ease;
        if (over <= 0) return most;
        var halvings = (int)Math.Ceiling(Math.Min(1, over / (1 - Ease)) * Halvings);
        return Math.Min(most, Math.Max(FewestPeers, SwarmSightings.DefaultCapacity >> halvings));
    }

    /// <summary>A table grew by so many bytes, or shrank.</summary>
    public void Take(long bytes) => Interlocked.Add(ref _held, bytes);
}
