namespace Crawler.Clustering.Budgets;

/// <summary>
/// Who holds what of one tracker host's limits, pure. Whatever is lost, late or dead on the way: what all nodes may use together
/// never exceeds the limits. A share counts as held until its lease is over or its node has said that it works with another; so
/// what one node is to give up, another gets only when the first has confirmed or must have stopped.
/// </summary>
/// <param name="lease">How long a share is good for.</param>
public sealed class HostBooks(TimeSpan lease)
{
    private readonly SortedDictionary<string, Holder> _holders = new(StringComparer.Ordinal);

    /// <summary>Whether nobody holds or wants anything any more.</summary>
    public bool IsEmptyAt(TimeSpan now)
    {
        Forget(now);
        return _holders.Count == 0;
    }

    /// <summary>A node wants to call the host, or goes on to.</summary>
    /// <param name="node">Which.</param>
    /// <param name="claim">What it says.</param>
    /// <param name="sequence">Of its request; grows.</param>
    /// <param name="now">Time by one clock that never goes back.</param>
    /// <returns>What it may use until <paramref name="now"/> and a lease.</returns>
    public HostShare Claim(string node, HostClaim claim, long sequence, TimeSpan now)
    {
        Forget(now);
        if (!_holders.TryGetValue(node, out var holder)) _holders.Add(node, holder = new Holder());
        holder.Hears(claim.Applied);
        (holder.Limits, holder.InFlight, holder.WantsUntil) = (claim.Limits, claim.InFlight, now + lease);
        var wanting = _holders.Where(pair => pair.Value.WantsUntil > now).ToList();
        var limits = wanting.Select(pair => pair.Value.Limits).Aggregate(HostShare.Least);
        var others = _holders.Where(pair => pair.Key != node).Select(pair => pair.Value.Counts).Aggregate(HostShare.None, (sum, share) => sum.And(share));
        var share = HostShare.Least(Target(limits, wanting.ConvertAll(pair => pair.Key), node, now), limits.Without(others));
        if (!share.IsUsable) share = HostShare.None;
        holder.IsOffered(share, now + lease, sequence);
        return share;
    }

    /// <summary>A node calls the host no more: it has ended, and says so.</summary>
    public void Return(string node) => _holders.Remove(node);

    /// <summary>Equal shares; where there is too little for everybody to call at all, so many as can take turns by the lease.</summary>
    private HostShare Target(HostShare limits, List<string> wanting, string node, TimeSpan now)
    {
        var seats = Math.Min(wanting.Count, Math.Min(limits.Burst, limits.Concurrency));
        if (seats <= 0) return HostShare.None;
        var first = seats == wanting.Count ? 0 : (int)(now.Ticks / lease.Ticks * seats % wanting.Count);
        var place = (wanting.IndexOf(node) - first + wanting.Count) % wanting.Count;
        return place < seats ? limits.DividedBy(seats, place) : HostShare.None;
    }

    private void Forget(TimeSpan now)
    {
        foreach (var (node, holder) in _holders.ToList())
        {
            if (holder.HeldUntil <= now) holder.Held = HostShare.None;
            if (holder.OfferedUntil <= now) holder.Offered = HostShare.None;
            if (holder.WantsUntil <= now && holder.HeldUntil <= now && holder.OfferedUntil <= now) _holders.Remove(node);
        }
    }

    private sealed class Holder
    {
        public HostShare Limits { get; set; }

        public HostShare Held { get; set; }

        public TimeSpan HeldUntil { get; private set; }

        public HostShare Offered { get; set; }

        public TimeSpan OfferedUntil { get; private set; }

        private long OfferedIn { get; set; }

        public int InFlight { get; set; }

        public TimeSpan WantsUntil { get; set; }

        /// <summary>What it may be using: whichever of the two is in force there, and what is out already.</summary>
        public HostShare Counts => HostShare.Most(HostShare.Most(Held, Offered), new HostShare(0, 0, InFlight));

        /// <summary>It works with the offer of a request: nothing before that counts any more.</summary>
        public void Hears(long applied)
        {
            if (applied >= OfferedIn) (Held, HeldUntil) = (Offered, OfferedUntil);
        }

        /// <summary>A further offer; the one before may be on its way still, so it counts until it is over or overtaken.</summary>
        public void IsOffered(HostShare share, TimeSpan until, long sequence)
        {
            Held = HostShare.Most(Held, Offered);
            HeldUntil = HeldUntil > OfferedUntil ? HeldUntil : OfferedUntil;
            (Offered, OfferedUntil, OfferedIn) = (share, until, sequence);
        }
    }
}

/// <summary>What a node says of a host it calls.</summary>
/// <param name="Limits">The host's limits, as it knows them; of several the strictest count.</param>
/// <param name="InFlight">Its calls that are out.</param>
/// <param name="Applied">The request whose share it works with; 0 for none.</param>
public readonly record struct HostClaim(HostShare Limits, int InFlight, long Applied);
