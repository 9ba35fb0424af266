using Crawler.Protocol;

namespace Crawler.Simulation.Trackers;

/// <summary>
/// What a tracker has of one swarm over one address family: a map in an order of its own, as hash tables have, with
/// seeders standing before leechers. Adding, finding and removing take constant time.
/// </summary>
public sealed class MemberList
{
    private const int MostlyStale = 64;

    private readonly List<Member> _members = [];
    private readonly Dictionary<PeerEndpoint, int> _places = [];
    private readonly PriorityQueue<PeerEndpoint, DateTimeOffset> _oldest = new();
    private int[]? _byId;

    /// <summary>Members.</summary>
    public int Count => _members.Count;

    /// <summary>Seeders among them: places 0 … Seeders − 1.</summary>
    public int Seeders { get; private set; }

    /// <summary>Announces remembered for the sake of their order, outdated ones among them.</summary>
    internal int Noted => _oldest.Count;

    /// <summary>The member at a place.</summary>
    public Member this[int place] => _members[place];

    /// <summary>Places in the order of peer ids.</summary>
    public IReadOnlyList<int> ByPeerId => _byId ??= [.. Enumerable.Range(0, Count).OrderBy(place => _members[place].IdOrder)];

    /// <summary>The member at an endpoint, if there is one.</summary>
    public bool TryFind(PeerEndpoint endpoint, out Member member)
    {
        var isThere = _places.TryGetValue(endpoint, out var place);
        member = isThere ? _members[place] : default;
        return isThere;
    }

    /// <summary>Adds a member, or takes note of what it says now.</summary>
    public void Put(Member member)
    {
        Hear(member);
        if (_places.TryGetValue(member.Endpoint, out var place) && _members[place].IsSeeder == member.IsSeeder)
        {
            if (_members[place].IdOrder != member.IdOrder) _byId = null;
            _members[place] = member;
            return;
        }

        Remove(member.Endpoint);
        _byId = null;
        _members.Add(member);
        _places[member.Endpoint] = Count - 1;
        if (member.IsSeeder) Swap(Count - 1, Seeders++);
    }

    /// <summary>Removes a member; false if it is not there.</summary>
    public bool Remove(PeerEndpoint endpoint)
    {
        if (!_places.TryGetValue(endpoint, out var place)) return false;
        _byId = null;
        if (place < Seeders)
        {
            Swap(place, --Seeders);
            place = Seeders;
        }

        Swap(place, Count - 1);
        _members.RemoveAt(Count - 1);
        _places.Remove(endpoint);
        return true;
    }

    /// <summary>
    /// Drops members that were silent for longer than <paramref name="timeout"/>: they left without a word. Those who stay
    /// for good are taken to have announced once in each such time.
    /// </summary>
    public void Forget(DateTimeOffset now, TimeSpan timeout)
    {
        var since = now - timeout;
        while (_oldest.TryPeek(out var endpoint, out var announced) && announced < since)
        {
            _oldest.Dequeue();
            if (!TryFind(endpoint, out var member) || member.AnnouncedAt != announced) continue;
            if (member.StaysForGood) Put(member with { AnnouncedAt = announced + (timeout * Math.Ceiling((since - announced) / timeout)) });
            else Remove(endpoint);
        }
    }

    /// <summary>Drops those heard of longest ago until no more than <paramref name="capacity"/> are left.</summary>
    public void Evict(int capacity)
    {
        while (Count > capacity && _oldest.TryDequeue(out var endpoint, out var announced))
        {
            if (TryFind(endpoint, out var member) && member.AnnouncedAt == announced) Remove(endpoint);
        }
    }

    /// <summary>Notes when a member was heard of. What was noted of it before is stale: there is not much more of that than of members.</summary>
    private void Hear(Member member)
    {
        if (_oldest.Count > (2 * Count) + MostlyStale)
        {
            _oldest.Clear();
            _oldest.EnqueueRange(_members.Select(known => (known.Endpoint, known.AnnouncedAt)));
        }

        _oldest.Enqueue(member.Endpoint, member.AnnouncedAt);
    }

    private void Swap(int one, int other)
    {
        if (one == other) return;
        (_members[one], _members[other]) = (_members[other], _members[one]);
        _places[_members[one].Endpoint] = one;
        _places[_members[other].Endpoint] = other;
    }
}
