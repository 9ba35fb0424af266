using Crawler.Clustering.Budgets;

namespace Crawler.Clustering.Wire;

/// <summary>Leases on the wire.</summary>
internal static class BudgetWire
{
    public static WireLeaseRequest To(LeaseRequest request)
    {
        var wire = new WireLeaseRequest { Group = request.Group, Node = request.Node, Sequence = request.Sequence };
        foreach (var (host, claim) in request.Claims)
            wire.Claims.Add(new WireHostClaim { Host = host, Limits = To(claim.Limits), InFlight = claim.InFlight, Applied = claim.Applied });
        return wire;
    }

    public static LeaseRequest From(WireLeaseRequest wire) => new(
        wire.Group, wire.Node, wire.Sequence, Last(wire.Claims, claim => claim.Host, claim => new HostClaim(From(claim.Limits), claim.InFlight, claim.Applied)));

    public static WireLeaseGrant To(LeaseGrant grant)
    {
        var wire = new WireLeaseGrant { Sequence = grant.Sequence };
        foreach (var (host, share) in grant.Shares) wire.Shares.Add(new WireHostGrant { Host = host, Share = To(share) });
        return wire;
    }

    public static LeaseGrant From(WireLeaseGrant wire) => new(wire.Sequence, Last(wire.Shares, grant => grant.Host, grant => From(grant.Share)));

    public static WireLeaseReturn To(LeaseReturn gone) => new() { Group = gone.Group, Node = gone.Node };

    public static LeaseReturn From(WireLeaseReturn wire) => new(wire.Group, wire.Node);

    private static WireHostShare To(HostShare share) => new() { PerSecond = share.PerSecond, Burst = share.Burst, Concurrency = share.Concurrency };

    private static HostShare From(WireHostShare? wire) => wire is null ? HostShare.None : new HostShare(wire.PerSecond, wire.Burst, wire.Concurrency);

    /// <summary>Of several with one name the last.</summary>
    private static Dictionary<string, TValue> Last<TWire, TValue>(IEnumerable<TWire> all, Func<TWire, string> name, Func<TWire, TValue> value)
    {
        var last = new Dictionary<string, TValue>(StringComparer.Ordinal);
        foreach (var one in all) last[name(one)] = value(one);
        return last;
    }
}
