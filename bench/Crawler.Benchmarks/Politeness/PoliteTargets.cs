using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.Politeness;

/// <summary>The torrents of the check: all on one host, some of them, and some of their other trackers, opted out.</summary>
internal static class PoliteTargets
{
    public const string Host = "polite.test";
    public const string OptedOutHost = "tracker.opted-out.test";
    public const string InsideHost = "inside.test";

    public static readonly IPAddress Inside = IPAddress.Parse("127.66.0.1");

    /// <summary>Every tenth swarm, one host by the name above it, one network.</summary>
    public static OptOuts OptOuts(IEnumerable<Target> targets) =>
        new(targets.Select(target => target.InfoHash).Where((_, i) => IsOptedOut(i)), ["Opted-Out.test."], [IPNetwork.Parse("127.66.0.0/16")]);

    /// <summary>Each swarm at one of the host's trackers; a tenth each also at the host, the name and the address that opted out.</summary>
    /// <param name="count">Swarms.</param>
    /// <param name="polite">URLs on the host.</param>
    /// <param name="strangerPort">The port of those who opted out.</param>
    public static List<Target> Make(int count, IReadOnlyList<string> polite, int strangerPort) => [.. Enumerable.Range(0, count).Select(i => new Target
    {
        InfoHash = InfoHash.Parse((i + 1).ToString("x40")),
        Trackers = AnnounceTiers.None.With(Urls(i, polite, strangerPort).Select(TrackerUrl.Parse)),
    })];

    private static IEnumerable<string> Urls(int i, IReadOnlyList<string> polite, int strangerPort)
    {
        yield return polite[i % polite.Count];
        if (i % 10 == 1) yield return $"udp://{OptedOutHost}:{strangerPort}";
        if (i % 10 == 2) yield return $"udp://{InsideHost}:{strangerPort}";
        if (i % 10 == 3) yield return $"udp://{Inside}:{strangerPort}";
    }

    private static bool IsOptedOut(int i) => i % 10 == 0;
}
