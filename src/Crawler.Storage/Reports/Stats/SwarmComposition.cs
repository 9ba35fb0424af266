namespace Crawler.Storage.Reports.Stats;

/// <summary>Of whom swarms consist, by distinct addresses; no address leaves the database.</summary>
/// <param name="V4">Distinct IPv4 addresses.</param>
/// <param name="V6">Distinct IPv6 addresses.</param>
/// <param name="Returned">Peers in all replies in scope whose log is kept, each as often as it was named.</param>
/// <param name="Bogons">How many of these nobody can be behind.</param>
/// <param name="Countries">By country, the largest first; what is not known is not in it.</param>
/// <param name="Systems">By autonomous system, the largest first; what is not known is not in it.</param>
public sealed record SwarmComposition(long V4, long V6, long Returned, long Bogons, IReadOnlyList<OriginShare> Countries, IReadOnlyList<OriginShare> Systems)
{
    /// <summary>Distinct addresses.</summary>
    public long Addresses => V4 + V6;

    /// <summary>Distinct peers, which is addresses with ports.</summary>
    public required long Peers { get; init; }

    /// <summary>Peers whose id a tracker passed on: of the software of all others nothing is known.</summary>
    public required long PeersWithId { get; init; }

    /// <summary>By client and version, the largest first; peers whose id tells nothing are not in it.</summary>
    public required IReadOnlyList<ClientShare> Clients { get; init; }

    /// <summary>Peers whose id tells their software.</summary>
    public long PeersWithClient => Clients.Sum(share => share.Peers);
}

/// <summary>Peers of one client.</summary>
/// <param name="Client">Name of the program as peers claim it.</param>
/// <param name="Version">Its version; null where ids tell none.</param>
/// <param name="Peers">Distinct peers.</param>
public sealed record ClientShare(string Client, string? Version, long Peers);

/// <summary>Addresses of one origin.</summary>
/// <param name="Origin">Two letters of a country, or <c>AS</c> and a number.</param>
/// <param name="Name">What an autonomous system is called; null if not known, and for a country.</param>
/// <param name="Addresses">Distinct addresses.</param>
public sealed record OriginShare(string Origin, string? Name, long Addresses);
