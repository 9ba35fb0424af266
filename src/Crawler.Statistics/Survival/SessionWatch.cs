namespace Crawler.Statistics.Survival;

/// <summary>
/// Makes sessions of the replies of one tracker for one swarm, fed in order of time. A session lasts from the first
/// reply that names a peer to the last before it is gone by <see cref="MissRule"/>; one that comes back later begins
/// another. Memory is that of the peers not yet gone.
/// <para>
/// The length is understated at both ends by up to the time between replies that name the peer. Sessions first seen while
/// the replies so far would still have missed somebody present with a chance of 1 % or more began before anybody looked,
/// perhaps long before: they are counted apart and enter neither curve nor gaps. Those not gone at the end are
/// right-censored.
/// </para>
/// </summary>
/// <typeparam name="TPeer">Whatever identifies a peer.</typeparam>
/// <param name="lengths">Takes the lengths.</param>
/// <param name="gaps">Takes the times between arrivals.</param>
public sealed class SessionWatch<TPeer>(SurvivalTally lengths, ArrivalGaps gaps)
    where TPeer : notnull
{
    private readonly Dictionary<TPeer, Session> _present = [];
    private readonly Queue<(TPeer Peer, long Reply, double Evidence)> _expiry = new();
    private double _evidence;
    private long _reply;
    private DateTimeOffset? _last;

    /// <summary>Sessions that were under way when watching began.</summary>
    public long BegunBefore { get; private set; }

    /// <summary>Peers not yet gone.</summary>
    public int Present => _present.Count;

    /// <summary>The next reply.</summary>
    /// <param name="at">When; not before the last.</param>
    /// <param name="peers">Whom it named; one named twice counts once.</param>
    /// <param name="size">N, peers in the swarm, as well as it is known; null if not.</param>
    public void Add(DateTimeOffset at, IReadOnlyList<TPeer> peers, double? size)
    {
        // Known before this reply: whether those it adds can have been missed all along.
        var watching = _evidence < MissRule.LogDoubt;
        _reply++;
        var (arrived, named) = (0, 0);
        var before = _evidence;
        foreach (var peer in peers)
        {
            if (!_present.TryGetValue(peer, out var session))
            {
                session = new Session { First = at, IsWhole = watching };
                _present[peer] = session;
                if (watching) arrived++;
                else BegunBefore++;
            }
            else if (session.Reply == _reply) continue;

            (session.Last, session.Reply) = (at, _reply);
            named++;
        }

        _evidence = before + MissRule.LogMiss(named, size);
        // This reply is no evidence against those it names.
        foreach (var peer in peers)
            if (_present[peer] is { Queued: var queued } session && queued != _reply)
            {
                session.Queued = _reply;
                _expiry.Enqueue((peer, _reply, _evidence));
            }

        if (watching && _last is { } last) gaps.Add(at - last, arrived);
        _last = at;
        Expire();
    }

    /// <summary>No more replies: whoever is left is censored.</summary>
    public void End()
    {
        foreach (var session in _present.Values) Close(session, ended: false);
        _present.Clear();
        _expiry.Clear();
    }

    private void Expire()
    {
        while (_expiry.TryPeek(out var oldest) && _evidence - oldest.Evidence < MissRule.LogDoubt)
        {
            _expiry.Dequeue();
            if (!_present.TryGetValue(oldest.Peer, out var session) || session.Reply != oldest.Reply) continue;
            _present.Remove(oldest.Peer);
            Close(session, ended: true);
        }
    }

    private void Close(Session session, bool ended)
    {
        if (session.IsWhole) lengths.Add((long)(session.Last - session.First).TotalSeconds, ended);
    }

    private sealed class Session
    {
        public DateTimeOffset First { get; init; }
        public DateTimeOffset Last { get; set; }
        public long Reply { get; set; }
        public long Queued { get; set; }
        public bool IsWhole { get; init; }
    }
}
