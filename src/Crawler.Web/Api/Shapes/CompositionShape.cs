using Crawler.Web.Compositions;
using Crawler.Web.Timeframes;

namespace Crawler.Web.Api.Shapes;

/// <summary>Of whom swarms consist.</summary>
public sealed record CompositionShape
{
    /// <summary>When it was counted: within minutes, or longer ago where counting takes long.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Begin of the time: who was last seen before is not counted.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Its end: nor who was first seen then or later.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Distinct addresses.</summary>
    public required long Addresses { get; init; }

    /// <summary>Of them IPv4.</summary>
    public required long Ipv4 { get; init; }

    /// <summary>Of them IPv6.</summary>
    public required long Ipv6 { get; init; }

    /// <summary>Distinct peers, which is addresses with ports.</summary>
    public required long Peers { get; init; }

    /// <summary>Of them, those whose id a tracker passed on.</summary>
    public required long PeersWithId { get; init; }

    /// <summary>Peers in replies whose log is kept, each as often as it was named.</summary>
    public required long PeersNamed { get; init; }

    /// <summary>Of these, addresses that nobody can be at.</summary>
    public required long Bogons { get; init; }

    /// <summary>What fewer have than this is among the others, without its name.</summary>
    public int FewestNamed { get; init; } = Parts.Fewest;

    /// <summary>Addresses by country: two letters, ISO 3166.</summary>
    public required PartsShape Countries { get; init; }

    /// <summary>Addresses by autonomous system: AS and its number; the detail is what it is called.</summary>
    public required PartsShape Systems { get; init; }

    /// <summary>Peers by the software they claim.</summary>
    public required PartsShape Clients { get; init; }

    /// <summary>The same by version, which is the detail.</summary>
    public required PartsShape Versions { get; init; }

    internal static CompositionShape Of(Composition found, Timeframe frame, int most) => new()
    {
        At = found.At,
        From = frame.Window.From,
        To = frame.Window.To,
        Addresses = found.Addresses,
        Ipv4 = found.V4,
        Ipv6 = found.V6,
        Peers = found.Peers,
        PeersWithId = found.PeersWithId,
        PeersNamed = found.Named,
        Bogons = found.Bogons,
        Countries = PartsShape.Of(found.Countries, most),
        Systems = PartsShape.Of(found.Systems, most),
        Clients = PartsShape.Of(found.Clients, most),
        Versions = PartsShape.Of(found.Versions, most),
    };
}
