using Crawler.Actors.Hosts;
using Crawler.Clustering.Budgets;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Clustering.Tests.Budgets;

/// <summary>
/// A keeper and nodes that all want to call one host as often as they may, on virtual time in steps of ten milliseconds, over a
/// network that loses and delays. Nodes join, leave, die, and sleep; keepers move. What reaches the host is held against its limits.
/// </summary>
internal sealed class LeaseWorld(HostLimits limits, int seed, double loss = 0, int longestDelayMs = 5)
{
    private const string Host = "tracker.example";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Random _dice = new(seed);
    private readonly Dictionary<string, Node> _nodes = [];
    private readonly List<(DateTimeOffset At, Action Deliver)> _wire = [];
    private HostBooks _books = new(BudgetKeeperActor.Lease);
    private DateTimeOffset _keeperSince = DateTimeOffset.MinValue;
    private bool _hasKeeper = true;
    private TokenBucket _allowed = TokenBucket.Full(limits.PerSecond, limits.Burst, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private int _named;

    /// <summary>When each call reached the host.</summary>
    public List<DateTimeOffset> Calls { get; } = [];

    /// <summary>Calls that the limits did not allow.</summary>
    public int Excess { get; private set; }

    /// <summary>The most calls that were out at once.</summary>
    public int MostInFlight { get; private set; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public IReadOnlyCollection<string> Nodes => _nodes.Keys;

    public string Join()
    {
        var name = $"node-{++_named}";
        _nodes.Add(name, new Node(new LeasedShares(sharesHosts: true, _clock), HostBudget.None(Now)));
        return name;
    }

    /// <summary>It ends in order.</summary>
    public void Leave(string node)
    {
        _nodes.Remove(node);
        Send(() => _books.Return(node));
    }

    /// <summary>It is gone, and nobody is told.</summary>
    public void Die(string node) => _nodes.Remove(node);

    /// <summary>It does nothing for a while, and then goes on as if nothing had been.</summary>
    public void Sleep(string node, TimeSpan length) => _nodes[node].SleepsUntil = Now + length;

    /// <summary>The keeper is gone; another is there after a while and knows nothing.</summary>
    public void MoveKeeper(TimeSpan away)
    {
        _hasKeeper = false;
        _wire.Add((Now + away, () => (_books, _keeperSince, _hasKeeper) = (new HostBooks(BudgetKeeperActor.Lease), Now, true)));
    }

    public void Run(TimeSpan span)
    {
        for (var end = Now + span; Now < end; _clock.Advance(TimeSpan.FromMilliseconds(10)))
        {
            foreach (var (_, deliver) in _wire.Where(message => message.At <= Now).ToList()) deliver();
            _wire.RemoveAll(message => message.At <= Now);
            foreach (var (name, node) in _nodes.OrderBy(_ => _dice.Next()).ToList())
                if (node.SleepsUntil <= Now) Turn(name, node);
            MostInFlight = Math.Max(MostInFlight, _nodes.Values.Sum(node => node.Out.Count));
        }
    }

    private void Turn(string name, Node node)
    {
        for (var back = node.Out.RemoveAll(at => at <= Now); back > 0; back--) node.Budget = node.Budget.Returned(0, Now);
        if (node.AsksAt <= Now || (node.Shares.HasNews && node.AskedAt + TimeSpan.FromMilliseconds(100) <= Now)) Ask(name, node);
        while (true)
        {
            // As TrackerHostActor does it.
            var share = node.Shares.Of(Host, limits, node.Budget.InFlight);
            if (!ReferenceEquals(share, node.Share))
            {
                node.Share = share;
                node.Budget = share is null ? node.Budget.Within(0, 0, 0, Now) : node.Budget.Within(share.Concurrency, share.PerSecond, share.Burst, Now);
            }

            if (share is null) return;
            node.Budget = node.Budget.Ask(Now, out var permit);
            if (!permit.IsGranted) return;
            node.Out.Add(Now + TimeSpan.FromMilliseconds(_dice.Next(20, 200)));
            Calls.Add(Now);
            if (!_allowed.TryTake(Now, out var left)) Excess++;
            _allowed = left;
        }
    }

    private void Ask(string name, Node node)
    {
        (node.AskedAt, node.AsksAt) = (Now, Now + TimeSpan.FromSeconds(1));
        var (sequence, sentAt, claims) = (++node.Sequence, _clock.GetTimestamp(), node.Shares.Claims());
        node.Shares.Asked(claims.Keys, sequence);
        if (!claims.TryGetValue(Host, out var claim)) return;
        Send(() =>
        {
            if (!_hasKeeper || Now - _keeperSince < BudgetKeeperActor.Lease) return;
            var share = _books.Claim(name, claim, sequence, Now - DateTimeOffset.UnixEpoch);
            Send(() => node.Inbox(() => node.Shares.Granted(new LeaseGrant(sequence, new Dictionary<string, HostShare> { [Host] = share }), sentAt), Now, _wire));
        });
    }

    private void Send(Action deliver)
    {
        if (_dice.NextDouble() >= loss) _wire.Add((Now + TimeSpan.FromMilliseconds(_dice.Next(1, longestDelayMs + 1)), deliver));
    }

    private sealed class Node(LeasedShares shares, HostBudget budget)
    {
        public LeasedShares Shares { get; } = shares;

        public HostBudget Budget { get; set; } = budget;

        public HostLimits? Share { get; set; }

        public List<DateTimeOffset> Out { get; } = [];

        public DateTimeOffset SleepsUntil { get; set; }

        public DateTimeOffset AsksAt { get; set; }

        public DateTimeOffset AskedAt { get; set; }

        public long Sequence { get; set; }

        /// <summary>Who sleeps hears what came meanwhile when he wakes, not before.</summary>
        public void Inbox(Action deliver, DateTimeOffset now, List<(DateTimeOffset At, Action Deliver)> wire)
        {
            if (SleepsUntil > now) wire.Add((SleepsUntil, deliver));
            else deliver();
        }
    }
}
