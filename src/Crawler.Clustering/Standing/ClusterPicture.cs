using System.Collections.Immutable;

namespace Crawler.Clustering.Standing;

/// <summary>The cluster as one node sees it.</summary>
/// <param name="Self">That node, HOST:PORT.</param>
/// <param name="Leader">The member that leads changes of membership; null while there is none.</param>
/// <param name="Members">Members, in the order they joined; those that went stay a while.</param>
/// <param name="Reports">What each crawler said last, by address.</param>
/// <param name="Campaign">What the feeder said last; null if none was heard.</param>
/// <param name="Events">What happened, oldest first, bounded.</param>
/// <param name="LostAt">When a crawler was last given up without having handed its swarms over; null if none was.</param>
public sealed record ClusterPicture(
    string Self,
    string? Leader,
    ImmutableList<ClusterMember> Members,
    ImmutableDictionary<string, NodeReport> Reports,
    CampaignReport? Campaign,
    ImmutableList<MembershipEvent> Events,
    DateTimeOffset? LostAt)
{
    /// <summary>Nothing is known yet.</summary>
    public static ClusterPicture Of(string self) => new(self, null, [], ImmutableDictionary<string, NodeReport>.Empty, null, [], null);

    /// <summary>The crawler that does for the campaign what is to be done once: the oldest one.</summary>
    public string? FirstCrawler => Members.FirstOrDefault(member => member.IsCrawler && member.State is MemberState.Up or MemberState.Leaving)?.Address;

    /// <summary>Crawlers that could take swarms over from this one.</summary>
    public int OtherCrawlers => Members.Count(member => member.IsCrawler && member.State == MemberState.Up && member.Address != Self);
}

/// <summary>A member of the cluster.</summary>
/// <param name="Address">Which, HOST:PORT.</param>
/// <param name="Roles">What it does.</param>
/// <param name="State">Whether it takes part.</param>
/// <param name="Version">Of its program.</param>
/// <param name="Since">When it was first seen so, by this node's clock.</param>
public sealed record ClusterMember(string Address, IReadOnlyList<string> Roles, MemberState State, string Version, DateTimeOffset Since)
{
    /// <summary>Whether swarms are placed on it.</summary>
    public bool IsCrawler => Roles.Contains(Membership.ClusterRoles.Crawl);
}

/// <summary>Whether a member takes part.</summary>
public enum MemberState
{
    /// <summary>It asks to be let in.</summary>
    Joining,

    /// <summary>It takes part.</summary>
    Up,

    /// <summary>It hands over what it has.</summary>
    Leaving,

    /// <summary>It has handed over what it had.</summary>
    Exiting,

    /// <summary>It was given up.</summary>
    Down,

    /// <summary>It does not answer.</summary>
    Unreachable,

    /// <summary>It is gone.</summary>
    Removed,
}

/// <summary>Something that happened to the membership.</summary>
/// <param name="At">When, by this node's clock.</param>
/// <param name="Address">To whom.</param>
/// <param name="State">What it is since.</param>
/// <param name="WasDowned">Of one that is gone: whether it was given up rather than left.</param>
public sealed record MembershipEvent(DateTimeOffset At, string Address, MemberState State, bool WasDowned = false);
