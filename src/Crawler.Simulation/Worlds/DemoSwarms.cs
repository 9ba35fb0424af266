using System.Text;
using Crawler.Protocol;
using Crawler.Simulation.Populations;

namespace Crawler.Simulation.Worlds;

/// <summary>The swarms of the demonstration: named like free content, small enough to enumerate up to large enough to need an estimate.</summary>
internal static class DemoSwarms
{
    /// <summary>Share of a swarm that changes over the whole demonstration: the truth stays within 1 % while it is measured.</summary>
    private const double Turnover = 0.005;

    private static readonly (string Name, int Size, long Bytes)[] Known =
    [
        ("Sintel (2010) 1080p", 40, 1_175_000_000),
        ("Big Buck Bunny (2008) 2160p", 700, 663_000_000),
        ("debian-13.2.0-amd64-netinst.iso", 3_000, 783_000_000),
        ("ubuntu-26.04-desktop-amd64.iso", 12_000, 6_300_000_000),
    ];

    /// <summary>The swarms, each in a mild balance of coming and going.</summary>
    /// <param name="length">How long the demonstration lasts.</param>
    public static IEnumerable<(SwarmPlan Plan, long Bytes)> Of(TimeSpan length)
    {
        var sessions = new ExponentialSessions(length / Turnover);
        foreach (var (name, size, bytes) in Known)
        {
            // No torrent of the real world has this infohash: it is made of the name.
            var infoHash = InfoHash.OfInfoV1(Encoding.UTF8.GetBytes($"demonstration: {name}"));
            yield return (SwarmPlan.Steady(infoHash, size, sessions) with
            {
                Name = name,
                NatShare = 0.05,
                Downloads = sessions,
                Membership = new Membership(AllShare: 0.3, FirstTierShare: 0.3),
            }, bytes);
        }
    }
}
