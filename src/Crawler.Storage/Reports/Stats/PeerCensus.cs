namespace Crawler.Storage.Reports.Stats;

/// <summary>What is taken for one and the same peer.</summary>
public enum PeerIdentity
{
    /// <summary>Address and port: one client, as trackers tell them apart. Several behind one NAT are several.</summary>
    Endpoint,

    /// <summary>Address: one subscriber, or all behind one NAT.</summary>
    Address,

    /// <summary>The /24 of an IPv4 address or the /48 of an IPv6 one: one site, roughly, however often its address changes.</summary>
    Network,
}

/// <summary>Distinct peers over all swarms and trackers in scope.</summary>
/// <param name="Days">New peers of each day (UTC) there were any, ascending.</param>
/// <param name="Members">Distinct (torrent, address, port).</param>
/// <param name="MeanTrackers">How many trackers named a member, on average; null without members.</param>
/// <param name="MeanReplies">How many replies it stood in, on average; null without members.</param>
public sealed record PeerCensus(IReadOnlyList<NewPeers> Days, long Members, double? MeanTrackers, double? MeanReplies)
{
    /// <summary>Distinct peers of one identity.</summary>
    /// <param name="identity">What is one peer.</param>
    /// <param name="isV6">Of IPv6 or of IPv4; null for both.</param>
    public long Total(PeerIdentity identity, bool? isV6 = null) =>
        Days.Where(day => day.Identity == identity && (isV6 is null || day.IsV6 == isV6)).Sum(day => day.Peers);
}

/// <summary>Peers first seen on one day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Identity">What is one peer.</param>
/// <param name="IsV6">Whether their addresses are IPv6.</param>
/// <param name="Peers">How many.</param>
public readonly record struct NewPeers(DateOnly Day, PeerIdentity Identity, bool IsV6, long Peers);
