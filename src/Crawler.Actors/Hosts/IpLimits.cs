namespace Crawler.Actors.Hosts;

/// <summary>How much one address is asked by all hosts that live there together: many names can stand for one machine.</summary>
/// <param name="Concurrency">Calls in flight.</param>
/// <param name="PerSecond">Calls a second in the long run.</param>
public sealed record IpLimits(int Concurrency, double PerSecond)
{
    /// <summary>Calls that may go at once after a pause; a second's worth unless told otherwise.</summary>
    public int Burst { get; init; } = (int)Math.Clamp(Math.Ceiling(PerSecond), 1, int.MaxValue);
}
