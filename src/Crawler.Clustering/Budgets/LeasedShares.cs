using System.Collections.Concurrent;
using Crawler.Actors.Hosts;

namespace Crawler.Clustering.Budgets;

/// <summary>
/// The shares of this node as they were leased to it, for its gates to look at before every call. Thread-safe. Time is counted
/// from when a request was sent, by a clock that goes on while the process is stopped: nobody who slept works with what is over.
/// </summary>
/// <param name="sharesHosts">Whether hosts' limits are shared, or each is ours as a whole while we may call at all.</param>
/// <param name="time">The clock.</param>
public sealed class LeasedShares(bool sharesHosts, TimeProvider time) : IHostShares
{
    private readonly ConcurrentDictionary<string, Entry> _hosts = new(StringComparer.Ordinal);
    private long _leasedAt = long.MinValue;

    /// <inheritdoc/>
    public bool IsWhole => false;

    /// <summary>Whether anybody may be called.</summary>
    public bool MayCall => Volatile.Read(ref _leasedAt) is var at && at != long.MinValue && IsGood(at);

    /// <summary>Hosts a share of which is in force.</summary>
    public int Hosts => _hosts.Count(host => host.Key != LeaseRequest.EveryAddress && host.Value.Current is { Share: not null } leased && IsGood(leased.At));

    /// <summary>Whether some host has been asked for that no request has named yet.</summary>
    internal bool HasNews { get; private set; }

    /// <inheritdoc/>
    public HostLimits? Of(string host, HostLimits whole, int inFlight)
    {
        if (!sharesHosts) return MayCall ? whole : null;
        var entry = _hosts.GetOrAdd(host, _ => new Entry());
        entry.Wanted(whole, inFlight, time.GetTimestamp());
        if (entry.Current is { } leased && IsGood(leased.At)) return leased.Share;
        if (entry.AskedIn == 0) HasNews = true;
        return null;
    }

    /// <inheritdoc/>
    public void Report(string host, int inFlight)
    {
        if (_hosts.TryGetValue(host, out var entry)) entry.Has(inFlight);
    }

    /// <summary>Our share of the budgets of addresses, from 0 to 1; 0 while there is none.</summary>
    internal double AddressShare { get; private set; } = 1;

    /// <summary>What to ask the keeper for, all that was wanted lately.</summary>
    internal Dictionary<string, HostClaim> Claims()
    {
        HasNews = false;
        var claims = new Dictionary<string, HostClaim>(StringComparer.Ordinal);
        if (!sharesHosts) return claims;
        var whole = new HostShare(1, 1_000_000, 1_000_000);
        claims.Add(LeaseRequest.EveryAddress, new HostClaim(whole, 0, _hosts.GetOrAdd(LeaseRequest.EveryAddress, _ => new Entry()).Current?.Sequence ?? 0));
        foreach (var (host, entry) in _hosts)
        {
            if (host == LeaseRequest.EveryAddress) continue;
            // Not called for a while, and nothing out: others may have it.
            if (entry.InFlight == 0 && time.GetElapsedTime(entry.WantedAt) > BudgetKeeperActor.Lease) _hosts.TryRemove(host, out _);
            else claims.Add(host, entry.Claim);
        }

        return claims;
    }

    /// <summary>A request goes out.</summary>
    internal void Asked(IEnumerable<string> hosts, long sequence)
    {
        foreach (var host in hosts)
            if (_hosts.TryGetValue(host, out var entry)) entry.AskedIn = sequence;
    }

    /// <summary>The keeper answered.</summary>
    /// <param name="grant">With what.</param>
    /// <param name="sentAt">When the request was sent.</param>
    /// <returns>Hosts whose share is another now, or is in force again.</returns>
    internal IReadOnlyList<string> Granted(LeaseGrant grant, long sentAt)
    {
        if (sentAt > Volatile.Read(ref _leasedAt)) Volatile.Write(ref _leasedAt, sentAt);
        var changed = new List<string>();
        foreach (var (host, share) in grant.Shares)
        {
            if (host == LeaseRequest.EveryAddress) AddressShare = share.PerSecond;
            if (!_hosts.TryGetValue(host, out var entry) || entry.Current?.Sequence >= grant.Sequence) continue;
            var before = entry.Current;
            // The same object as long as the share is the same, so that gates see at a glance that nothing changed.
            var limits = !share.IsUsable ? null
                : before?.Share is { } same && same.PerSecond == share.PerSecond && same.Burst == share.Burst && same.Concurrency == share.Concurrency ? same
                : entry.Whole with { Concurrency = share.Concurrency, PerSecond = share.PerSecond, Burst = share.Burst };
            entry.Current = new Leased(limits, sentAt, grant.Sequence);
            if (before is null || !ReferenceEquals(before.Share, limits) || !IsGood(before.At)) changed.Add(host);
        }

        return changed;
    }

    private bool IsGood(long leasedAt) => time.GetElapsedTime(leasedAt) < BudgetKeeperActor.Lease;

    private sealed record Leased(HostLimits? Share, long At, long Sequence);

    private sealed class Entry
    {
        private Leased? _current;
        private HostLimits _whole = HostLimits.Standard;
        private long _wantedAt;
        private int _inFlight;

        public Leased? Current
        {
            get => Volatile.Read(ref _current);
            set => Volatile.Write(ref _current, value);
        }

        public long AskedIn { get; set; }

        public HostLimits Whole => Volatile.Read(ref _whole);

        public long WantedAt => Volatile.Read(ref _wantedAt);

        public int InFlight => Volatile.Read(ref _inFlight);

        public HostClaim Claim => new(new HostShare(Whole.PerSecond, Whole.Burst, Whole.Concurrency), InFlight, Current?.Sequence ?? 0);

        public void Has(int inFlight) => Volatile.Write(ref _inFlight, inFlight);

        public void Wanted(HostLimits whole, int inFlight, long at)
        {
            Volatile.Write(ref _whole, whole);
            Volatile.Write(ref _inFlight, inFlight);
            Volatile.Write(ref _wantedAt, at);
        }
    }
}
