namespace Crawler.Actors.Hosts;

/// <summary>How much one IP address is asked by all host names that lead to it.</summary>
/// <param name="PerSecond">Calls a second in the long run.</param>
/// <param name="Concurrency">Calls in flight.</param>
public sealed record IpLimits(double PerSecond, int Concurrency);
