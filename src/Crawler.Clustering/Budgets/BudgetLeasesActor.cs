using Akka.Actor;
using Crawler.Actors;

namespace Crawler.Clustering.Budgets;

/// <summary>Keeps this node's leases fresh: asks the keeper every second, and at once for a host that was not called before.</summary>
public sealed class BudgetLeasesActor : UntypedActor, IWithTimers
{
    /// <summary>Claims in a request: some 40 bytes each, far below the longest message.</summary>
    private const int ClaimsAtOnce = 1000;

    /// <summary>Requests whose answers are waited for; older ones would be stale.</summary>
    private const int MostAsked = 1000;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NewsPace = TimeSpan.FromMilliseconds(100);

    private readonly LeasedShares _shares;
    private readonly LeasePlace _place;
    private readonly SortedDictionary<long, long> _sentAt = [];
    private readonly Crawl _crawl;
    private long _sequence;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public BudgetLeasesActor(LeasedShares shares, LeasePlace place, Crawl crawl) => (_shares, _place, _crawl) = (shares, place, crawl);

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The recipe.</summary>
    /// <param name="shares">What it keeps fresh.</param>
    /// <param name="place">Where this node stands.</param>
    /// <param name="crawl">Whose gates are told of changes.</param>
    public static Props Props(LeasedShares shares, LeasePlace place, Crawl crawl) => Akka.Actor.Props.Create(() => new BudgetLeasesActor(shares, place, crawl));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(Renew.Instance, Renew.Instance, TimeSpan.Zero, Pace);
        Timers.StartPeriodicTimer(News.Instance, News.Instance, NewsPace, NewsPace);
    }

    /// <summary>Nobody waits for the leases of one that went in order.</summary>
    protected override void PostStop() => _place.Keeper.Tell(new LeaseReturn(_place.Group, _place.Node));

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Renew: Ask(); break;
            case News when _shares.HasNews: Ask(); break;
            case News: break;
            case LeaseGrant grant: OnGrant(grant); break;
            default: Unhandled(message); break;
        }
    }

    private void Ask()
    {
        var claims = _shares.Claims();
        foreach (var part in claims.Count == 0 ? [[]] : claims.Chunk(ClaimsAtOnce))
        {
            _shares.Asked(part.Select(pair => pair.Key), ++_sequence);
            _sentAt.Add(_sequence, _place.Time.GetTimestamp());
            _place.Keeper.Tell(new LeaseRequest(_place.Group, _place.Node, _sequence, part.ToDictionary()));
        }

        while (_sentAt.Count > MostAsked) _sentAt.Remove(_sentAt.First().Key);
    }

    private void OnGrant(LeaseGrant grant)
    {
        if (!_sentAt.Remove(grant.Sequence, out var sentAt)) return;
        var couldCall = _shares.MayCall;
        var changed = _shares.Granted(grant, sentAt);
        _crawl.Gate.ShareAddresses(_shares.AddressShare);
        // Where hosts are not shared, all of them may go on now.
        if (!couldCall && grant.Shares.Count == 0) _crawl.Change(_crawl.Gate.Rates);
        foreach (var host in changed) _crawl.ShareChanged(host);
    }

    private sealed record Renew : INoSerializationVerificationNeeded
    {
        public static readonly Renew Instance = new();
    }

    private sealed record News : INoSerializationVerificationNeeded
    {
        public static readonly News Instance = new();
    }
}

/// <summary>A node among those that share.</summary>
/// <param name="Keeper">Whom to ask.</param>
/// <param name="Group">Which nodes it shares with.</param>
/// <param name="Node">Which node it is, this life of it.</param>
/// <param name="Time">The clock.</param>
public sealed record LeasePlace(IActorRef Keeper, string Group, string Node, TimeProvider Time);
