namespace Crawler.Statistics.Occasions;

/// <summary>
/// Who was seen when in one swarm: the structure all estimates are made of, fed while the crawl runs. A series is what
/// one tracker says over one address family; series are numbered by the caller, densely from 0, and made on first use.
/// <para>
/// It is Pollock's robust design (1982): each successful announce is a secondary occasion of the open window, short enough
/// for the swarm to be closed, and each window in turn is a primary occasion of the whole, across which peers come and go.
/// A series remembers 64 of either; before the 65th begins neighbours are pooled, and from then on each occasion takes
/// twice as many announces or windows. Pooled random samples are random samples, so every estimator stays valid.
/// </para>
/// <para>
/// Memory is bounded: 10 to 24 bytes a slot, tables at most four fifths full, at most <c>capacity</c> peers a series (3 MiB at
/// 65 536), and over all swarms what a <see cref="PeerBudget"/> allows. A swarm with more is kept by sample: each time a limit is
/// met, half of the peers, the same in all series, is dropped by hash and never taken in again. <see cref="SampledShare"/> says
/// what share is left; it is a random share of the swarm, so that counts over it are unbiased. Not for several threads at once.
/// </para>
/// </summary>
public sealed class SwarmSightings
{
    /// <summary>Occasions of either kind that are told apart; one more, and neighbours are pooled.</summary>
    public const int MostOccasions = OccasionMask.Capacity;

    /// <summary>Peers a series keeps unless told otherwise.</summary>
    public const int DefaultCapacity = 65_536;

    private readonly int _capacity;
    private readonly PeerBudget _budget;
    private readonly PeerHash _hashing;
    private SeriesSightings?[] _series = [];
    private int _level;
    private int _distinct;
    private int _windows;
    private int _windowsPerOccasion = 1;
    private bool _open;

    /// <summary>Nothing seen yet.</summary>
    /// <param name="capacity">Peers a series keeps at most; at least 1.</param>
    /// <param name="seed">Chooses the sample, and keeps a stranger from choosing peers that meet in one slot. Any number, by chance.</param>
    /// <param name="budget">What all swarms share; null for no bound but <paramref name="capacity"/>.</param>
    public SwarmSightings(int capacity = DefaultCapacity, ulong seed = 0, PeerBudget? budget = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_capacity, _hashing, _budget) = (capacity, new PeerHash(seed), budget ?? PeerBudget.None);
    }

    /// <summary>Share of the swarm's peers that is kept: 1, ½, ¼ ….</summary>
    public double SampledShare => 1.0 / (1UL << _level);

    /// <summary>Distinct peers seen in any series since the beginning, scaled to the whole swarm.</summary>
    public long Distinct => (long)_distinct << _level;

    /// <summary>Windows that held an announce, the open one included.</summary>
    public int Windows => _windows + (_open ? 1 : 0);

    /// <summary>Bytes of the tables.</summary>
    public long Bytes
    {
        get
        {
            var bytes = 0L;
            foreach (var series in _series) bytes += series?.Peers.Bytes ?? 0;
            return bytes;
        }
    }

    /// <summary>Distinct peers seen in one series since the beginning, scaled to the whole swarm.</summary>
    public long DistinctAt(int series) => (long)(Find(series)?.Peers.Count ?? 0) << _level;

    /// <summary>
    /// One successful announce, also one that named nobody. Repeated keys are one. Allocates only while tables grow.
    /// </summary>
    /// <param name="series">Whose announce; below 0 is an error.</param>
    /// <param name="keys">The peers it named, one number for each, whatever it stands for.</param>
    /// <returns>How many of them no series had named before; of the sampled share.</returns>
    public int Add(int series, ReadOnlySpan<ulong> keys)
    {
        var own = Open(series);
        var total = 1UL << (_windows / _windowsPerOccasion);
        var window = own.Announce(total);
        var capacity = _budget.Capacity(_capacity);
        while (own.Peers.Count > capacity) RaiseLevel();
        var before = own.Peers.Bytes;
        own.Peers.Fit(window, total, _hashing);
        var fresh = 0;
        foreach (var key in keys)
        {
            var hash = _hashing.Of(key);
            if (hash > Limit || own.Peers.See(hash, key, window, total)) continue;
            if (own.Peers.Count >= capacity)
            {
                _budget.Take(own.Peers.Bytes - before);
                while (own.Peers.Count >= capacity && hash <= Limit) RaiseLevel();
                before = own.Peers.Bytes;
            }

            if (hash > Limit) continue;
            if (!IsKnown(hash, key))
            {
                _distinct++;
                fresh++;
            }

            own.Peers.Insert(hash, new Slot { Key = key, Window = window, Total = total }, _hashing);
        }

        _budget.Take(own.Peers.Bytes - before);
        return fresh;
    }

    /// <summary>Forgets everybody and gives the room back; the last that is done to it.</summary>
    public void Forget()
    {
        _budget.Take(-Bytes);
        _series = [];
    }

    /// <summary>Ends the window: the next announce begins another. A window without an announce is none.</summary>
    public void CloseWindow()
    {
        if (!_open) return;
        foreach (var series in _series) series?.CloseWindow();
        _windows++;
        _open = false;
    }

    /// <summary>The announces of the open window: a closed population.</summary>
    public OccasionSummary Window(int series) => Summary(Find(series), total: false);

    /// <summary>All windows, the open one included: who took part at any time.</summary>
    public OccasionSummary Total(int series) => Summary(Find(series), total: true);

    /// <summary>The windows as samples of a population that comes and goes.</summary>
    public JollySeberCounts Primaries(int series)
    {
        var tally = new JollySeberTally();
        var own = Find(series);
        if (own is not null)
            foreach (var slot in own.Peers) tally.Add(slot.Total, own.WindowsHeld);
        return tally.Counts(own?.WindowsHeld ?? 0, _windowsPerOccasion, SampledShare);
    }

    /// <summary>What several series saw between them in the open window.</summary>
    /// <param name="series">The series.</param>
    /// <param name="whole">
    /// Which of them last listed the whole swarm: of these the last occasion alone counts, since who was on earlier lists only has left.
    /// Null for none.
    /// </param>
    public UnionSample WindowUnion(IReadOnlyList<int> series, IReadOnlyList<bool>? whole = null) => Union(series, total: false, whole);

    /// <summary>What several series saw between them since the beginning.</summary>
    public UnionSample TotalUnion(IReadOnlyList<int> series) => Union(series, total: true);

    private ulong Limit => ulong.MaxValue >> _level;

    private SeriesSightings? Find(int series) => (uint)series < (uint)_series.Length ? _series[series] : null;

    private SeriesSightings Open(int series)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(series);
        if (series >= _series.Length) Array.Resize(ref _series, series + 1);
        if (!_open)
        {
            _open = true;
            if (_windows == OccasionMask.Capacity * _windowsPerOccasion)
            {
                foreach (var other in _series) other?.PoolWindows();
                _windowsPerOccasion *= 2;
            }
        }

        return _series[series] ??= new SeriesSightings();
    }

    private bool IsKnown(ulong hash, ulong key)
    {
        foreach (var series in _series)
            if (series is not null && !series.Peers.Find(hash, key).IsEmpty) return true;
        return false;
    }

    /// <summary>Halves the sample, in all series alike.</summary>
    private void RaiseLevel()
    {
        var before = Bytes;
        _level++;
        foreach (var series in _series) series?.Peers.Keep(Limit, _hashing);
        _budget.Take(Bytes - before);
        _distinct = 0;
        for (var at = 0; at < _series.Length; at++)
        {
            if (_series[at] is not { } own) continue;
            foreach (var slot in own.Peers)
                if (!IsKnownBefore(at, slot.Key)) _distinct++;
        }
    }

    private bool IsKnownBefore(int end, ulong key)
    {
        var hash = _hashing.Of(key);
        for (var at = 0; at < end; at++)
            if (_series[at] is { } series && !series.Peers.Find(hash, key).IsEmpty) return true;
        return false;
    }

    private OccasionSummary Summary(SeriesSightings? own, bool total)
    {
        Span<int> ints = stackalloc int[OccasionTally.IntsNeeded];
        Span<long> longs = stackalloc long[OccasionTally.LongsNeeded];
        var tally = new OccasionTally(ints, longs);
        if (own is null) return tally.Summary(0, 0, SampledShare);
        foreach (var slot in own.Peers) tally.Add(total ? slot.Total : slot.Window);
        return total
            ? tally.Summary(own.WindowsHeld, own.Announces, SampledShare)
            : tally.Summary(own.OccasionsHeld, own.WindowAnnounces, SampledShare);
    }

    private UnionSample Union(IReadOnlyList<int> members, bool total, IReadOnlyList<bool>? whole = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(members.Count, OccasionMask.Capacity);
        var held = members.Select(member => Find(member) is { } own ? total ? own.WindowsHeld : own.OccasionsHeld : 0).ToArray();
        var counted = held.Select((occasions, member) => whole?[member] == true && occasions != 0 ? OccasionMask.Last(occasions) : ulong.MaxValue).ToArray();
        var tally = new UnionTally();
        Span<ulong> masks = stackalloc ulong[members.Count];
        for (var at = 0; at < members.Count; at++)
        {
            if (Find(members[at]) is not { } own) continue;
            foreach (var peer in own.Peers)
            {
                if ((total ? peer.Total : peer.Window) == 0) continue;
                var hash = _hashing.Of(peer.Key);
                for (var member = 0; member < masks.Length; member++)
                {
                    var seen = Find(members[member])?.Peers.Find(hash, peer.Key) ?? default;
                    masks[member] = (total ? seen.Total : seen.Window) & counted[member];
                }

                // A peer several members saw is counted when the first of them is walked.
                if (masks[at] != 0 && masks[..at].IndexOfAnyExcept(0UL) < 0) tally.Add(masks);
            }
        }

        return tally.Sample([.. members], held, SampledShare);
    }
}
