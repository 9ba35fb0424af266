namespace Crawler.Clustering.Budgets;

/// <summary>A node to the keeper, every second and in parts: I am there, and call these hosts.</summary>
/// <param name="Group">Which nodes it shares with: those of one address.</param>
/// <param name="Node">Which node.</param>
/// <param name="Sequence">Of the request; grows.</param>
/// <param name="Claims">By host without port; <see cref="EveryAddress"/> stands for the budgets of addresses.</param>
public sealed record LeaseRequest(string Group, string Node, long Sequence, IReadOnlyDictionary<string, HostClaim> Claims)
{
    /// <summary>No host: the budgets of all addresses, of which a node has a share by its requests a second, the whole being 1.</summary>
    public const string EveryAddress = "*";
}

/// <summary>The keeper to a node: you may call, and use these shares, for a lease from when you sent your request.</summary>
/// <param name="Sequence">Of the request.</param>
/// <param name="Shares">By host; as many as were claimed.</param>
public sealed record LeaseGrant(long Sequence, IReadOnlyDictionary<string, HostShare> Shares);

/// <summary>A node to the keeper: I call nobody any more.</summary>
/// <param name="Group">Which nodes it shared with.</param>
/// <param name="Node">Which node.</param>
public sealed record LeaseReturn(string Group, string Node);
