namespace Crawler.Clustering.Budgets;

/// <summary>A part of what a tracker host may be asked.</summary>
/// <param name="PerSecond">Requests a second in the long run.</param>
/// <param name="Burst">Calls that may go at once after a pause.</param>
/// <param name="Concurrency">Calls in flight.</param>
public readonly record struct HostShare(double PerSecond, int Burst, int Concurrency)
{
    /// <summary>Nothing.</summary>
    public static readonly HostShare None;

    /// <summary>Whether a call can be made with it: one needs some of each.</summary>
    public bool IsUsable => PerSecond > 0 && Burst > 0 && Concurrency > 0;

    /// <summary>The smaller of each.</summary>
    public static HostShare Least(HostShare one, HostShare other) =>
        new(Math.Min(one.PerSecond, other.PerSecond), Math.Min(one.Burst, other.Burst), Math.Min(one.Concurrency, other.Concurrency));

    /// <summary>The larger of each.</summary>
    public static HostShare Most(HostShare one, HostShare other) =>
        new(Math.Max(one.PerSecond, other.PerSecond), Math.Max(one.Burst, other.Burst), Math.Max(one.Concurrency, other.Concurrency));

    /// <summary>What is left of it, nothing being the least.</summary>
    public HostShare Without(HostShare other) =>
        new(Math.Max(0, PerSecond - other.PerSecond), Math.Max(0, Burst - other.Burst), Math.Max(0, Concurrency - other.Concurrency));

    /// <summary>Both together.</summary>
    public HostShare And(HostShare other) => new(PerSecond + other.PerSecond, Burst + other.Burst, Concurrency + other.Concurrency);

    /// <summary>The share of the one at a place among equals; what cannot be divided goes to the first.</summary>
    public HostShare DividedBy(int parts, int place) =>
        new(PerSecond / parts, (Burst / parts) + (place < Burst % parts ? 1 : 0), (Concurrency / parts) + (place < Concurrency % parts ? 1 : 0));
}
