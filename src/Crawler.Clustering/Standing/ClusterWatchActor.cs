using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.PublishSubscribe;
using Crawler.Clustering.Campaigns;
using static Akka.Cluster.ClusterEvent;

namespace Crawler.Clustering.Standing;

/// <summary>Keeps this node's <see cref="ClusterWatch"/>: hears who comes and goes, and how the others say they stand.</summary>
public sealed class ClusterWatchActor : UntypedActor
{
    private const int EventsKept = 100;

    private readonly ClusterWatch _watch;
    private readonly TimeProvider _time;
    private readonly Dictionary<UniqueAddress, (Member Member, ClusterMember Shown)> _members = [];
    private ClusterPicture _picture;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public ClusterWatchActor(ClusterWatch watch, TimeProvider time) => (_watch, _time, _picture) = (watch, time, watch.Current);

    /// <summary>The recipe.</summary>
    public static Props Props(ClusterWatch watch, TimeProvider time) => Akka.Actor.Props.Create(() => new ClusterWatchActor(watch, time));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Cluster.Get(Context.System).Subscribe(Self, SubscriptionInitialStateMode.InitialStateAsEvents, typeof(IMemberEvent), typeof(IReachabilityEvent), typeof(LeaderChanged));
        Topic.Subscribe(Context.System, Self);
    }

    /// <inheritdoc/>
    protected override void PostStop() => Cluster.Get(Context.System).Unsubscribe(Self);

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case MemberRemoved removed: OnMember(removed.Member, MemberState.Removed, removed.PreviousStatus == MemberStatus.Down); break;
            case IMemberEvent changed: OnMember(changed.Member, StateOf(changed.Member.Status), changed.Member.Status == MemberStatus.Down); break;
            case UnreachableMember away: OnMember(away.Member, MemberState.Unreachable, false); break;
            case ReachableMember back: OnMember(back.Member, StateOf(back.Member.Status), false); break;
            case LeaderChanged leader: _picture = _picture with { Leader = leader.Leader is { } address ? Addresses.Of(address) : null }; break;
            case NodeReport report: _picture = _picture with { Reports = _picture.Reports.SetItem(report.Address, report) }; break;
            case CampaignReport report: _picture = _picture with { Campaign = report }; break;
            case CampaignOver over: _watch.TellOver(over.Campaign); break;
            case SubscribeAck: break;
            default: Unhandled(message); return;
        }

        _watch.Show(_picture);
    }

    private void OnMember(Member member, MemberState state, bool wasDowned)
    {
        var (now, address) = (_time.GetUtcNow(), Addresses.Of(member.Address));
        if (_members.TryGetValue(member.UniqueAddress, out var known) && known.Shown.State == state) return;
        var happened = new MembershipEvent(now, address, state, wasDowned);
        // One that came back at the same address takes the place of the one it was.
        foreach (var former in _members.Keys.Where(one => one.Address.Equals(member.Address) && !one.Equals(member.UniqueAddress)).ToList()) _members.Remove(former);
        _members[member.UniqueAddress] = (member, new ClusterMember(address, [.. member.Roles], state, member.AppVersion.Version, now));
        if (_members.Count > EventsKept) ForgetOldest();
        var isLost = wasDowned && member.HasRole(Membership.ClusterRoles.Crawl);
        _picture = _picture with
        {
            Members = [.. _members.Values.OrderBy(one => one.Member, Member.AgeOrdering).Select(one => one.Shown)],
            Events = _picture.Events.Count < EventsKept ? _picture.Events.Add(happened) : _picture.Events.RemoveAt(0).Add(happened),
            LostAt = isLost ? now : _picture.LostAt,
            Reports = state == MemberState.Removed ? _picture.Reports.Remove(address) : _picture.Reports,
        };
        _watch.Show(_picture);
        _watch.Tell(happened);
    }

    private void ForgetOldest()
    {
        if (_members.Where(pair => pair.Value.Shown.State == MemberState.Removed).OrderBy(pair => pair.Value.Shown.Since).Select(pair => pair.Key).FirstOrDefault() is { } oldest) _members.Remove(oldest);
    }

    private static MemberState StateOf(MemberStatus status) => status switch
    {
        MemberStatus.Up => MemberState.Up,
        MemberStatus.Leaving => MemberState.Leaving,
        MemberStatus.Exiting => MemberState.Exiting,
        MemberStatus.Down => MemberState.Down,
        MemberStatus.Removed => MemberState.Removed,
        _ => MemberState.Joining,
    };
}
