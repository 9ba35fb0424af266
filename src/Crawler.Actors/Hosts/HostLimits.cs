namespace Crawler.Actors.Hosts;

/// <summary>How much one tracker host is asked at once and in a row, by all torrents together.</summary>
/// <param name="Concurrency">Calls in flight.</param>
/// <param name="PerSecond">Requests a second in the long run, retransmissions and redirects included.</param>
/// <param name="Burst">Calls that may go at once after a pause.</param>
/// <param name="FailuresToOpen">Failures of one of its ports in a row until that is left alone.</param>
/// <param name="OpenFor">How long at first; doubles with every probe that fails.</param>
/// <param name="OpenAtMost">The longest it is left alone.</param>
public sealed record HostLimits(int Concurrency, double PerSecond, int Burst, int FailuresToOpen, TimeSpan OpenFor, TimeSpan OpenAtMost)
{
    /// <summary>Modest: 16 in flight, 20 a second, bursts of 50; down after 10 failures.</summary>
    public static readonly HostLimits Standard = new(16, 20, 50, 10, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(30));
}
