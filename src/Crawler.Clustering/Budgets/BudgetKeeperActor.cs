using Akka.Actor;
using Akka.Cluster;
using Crawler.Clustering.Membership;

namespace Crawler.Clustering.Budgets;

/// <summary>
/// Leases the budgets of tracker hosts to the nodes that call them, one such actor in a cluster. A new one knows nothing of what
/// the former one gave, so it gives nothing for one lease; one that cannot see most crawlers gives nothing either, as it is
/// perhaps the side that will be given up. Without a lease a node calls nobody: it is the fence between the two.
/// </summary>
public sealed class BudgetKeeperActor : UntypedActor
{
    /// <summary>How long a lease is good for: shorter than it takes until a missing node is given up.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string Group, string Host), HostBooks> _books = [];
    private readonly TimeProvider _time;
    private readonly Func<bool> _seesMost;
    private readonly long _began;
    private TimeSpan _tidied;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public BudgetKeeperActor(TimeProvider time, Func<bool> seesMost) => (_time, _seesMost, _began) = (time, seesMost, time.GetTimestamp());

    private TimeSpan Now => _time.GetElapsedTime(_began);

    /// <summary>The recipe.</summary>
    /// <param name="time">The clock; its wall time is not looked at.</param>
    /// <param name="seesMost">Whether most crawlers can be reached.</param>
    public static Props Props(TimeProvider time, Func<bool> seesMost) => Akka.Actor.Props.Create(() => new BudgetKeeperActor(time, seesMost));

    /// <summary>Whether most crawlers of a cluster can be reached from a node.</summary>
    public static bool SeesMost(Cluster cluster)
    {
        var crawlers = cluster.State.Members.Count(member => member.HasRole(ClusterRoles.Crawl) && member.Status is MemberStatus.Up or MemberStatus.Leaving);
        var away = cluster.State.Unreachable.Count(member => member.HasRole(ClusterRoles.Crawl));
        return away * 2 < crawlers || away == 0;
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case LeaseRequest request: OnRequest(request); break;
            case LeaseReturn gone: OnReturn(gone); break;
            default: Unhandled(message); break;
        }
    }

    private void OnRequest(LeaseRequest request)
    {
        var now = Now;
        if (now < Lease || !_seesMost()) return;
        var shares = new Dictionary<string, HostShare>(request.Claims.Count);
        foreach (var (host, claim) in request.Claims)
        {
            if (!_books.TryGetValue((request.Group, host), out var books)) _books.Add((request.Group, host), books = new HostBooks(Lease));
            shares.Add(host, books.Claim(request.Node, claim, request.Sequence, now));
        }

        Sender.Tell(new LeaseGrant(request.Sequence, shares));
        Tidy(now);
    }

    private void OnReturn(LeaseReturn gone)
    {
        foreach (var (key, books) in _books)
            if (key.Group == gone.Group) books.Return(gone.Node);
    }

    private void Tidy(TimeSpan now)
    {
        if (now - _tidied < TimeSpan.FromMinutes(1)) return;
        _tidied = now;
        foreach (var (key, books) in _books.ToList())
            if (books.IsEmptyAt(now)) _books.Remove(key);
    }
}
