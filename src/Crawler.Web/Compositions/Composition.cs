using Crawler.Storage.Reports.Stats;

namespace Crawler.Web.Compositions;

/// <summary>Of whom swarms consist, as it may be shown to whoever reads: counts, and names only of what several have.</summary>
public sealed record Composition
{
    /// <summary>When it was counted.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Distinct addresses.</summary>
    public required long Addresses { get; init; }

    /// <summary>Of them IPv4.</summary>
    public required long V4 { get; init; }

    /// <summary>Of them IPv6.</summary>
    public required long V6 { get; init; }

    /// <summary>Peers in replies, each as often as it was named.</summary>
    public required long Named { get; init; }

    /// <summary>Of these, addresses that nobody can be at.</summary>
    public required long Bogons { get; init; }

    /// <summary>Peers whose id a tracker passed on.</summary>
    public required long PeersWithId { get; init; }

    /// <summary>Addresses by country.</summary>
    public required Parts Countries { get; init; }

    /// <summary>Addresses by autonomous system.</summary>
    public required Parts Systems { get; init; }

    /// <summary>Peers, which is addresses with ports, by software.</summary>
    public required Parts Clients { get; init; }

    /// <summary>Peers by software and its version.</summary>
    public required Parts Versions { get; init; }

    /// <summary>Distinct peers.</summary>
    public long Peers => Clients.Of;

    /// <summary>Of what was counted.</summary>
    public static Composition Of(SwarmComposition found, DateTimeOffset at) => new()
    {
        At = at,
        Addresses = found.Addresses,
        V4 = found.V4,
        V6 = found.V6,
        Named = found.Returned,
        Bogons = found.Bogons,
        PeersWithId = found.PeersWithId,
        Countries = Parts.Fold(found.Addresses, found.Countries.Select(share => new Part(share.Origin, share.Name, share.Addresses))),
        Systems = Parts.Fold(found.Addresses, found.Systems.Select(share => new Part(share.Origin, share.Name, share.Addresses))),
        Clients = Parts.Fold(found.Peers, found.Clients.GroupBy(share => share.Client).Select(client => new Part(client.Key, null, client.Sum(share => share.Peers)))),
        Versions = Parts.Fold(found.Peers, found.Clients.Select(share => new Part(share.Client, share.Version, share.Peers))),
    };
}
