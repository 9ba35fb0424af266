using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Crawler.Protocol.Udp;

/// <summary>
/// The transactions in flight, in one flat table. The low bits of a transaction id are the place in the table, so that an
/// answer is found without searching; the bits above come from a cryptographic generator and change with every packet.
/// Places are handed out in a shuffled order and all are used in turn: who does not see our packets has to guess the whole
/// of an id, as if all of it were random. Not for several threads at once.
/// </summary>
internal sealed class UdpTransactions
{
    /// <summary>Transactions at once; the table doubles up to this. 16 random bits remain in every id.</summary>
    public const int MaxCapacity = 1 << 16;

    private readonly int _maxCapacity;
    private readonly byte[] _random = new byte[1024];
    private UdpTransaction?[] _places;
    private int[] _free;
    private int _nextFree;
    private int _randomUsed;

    /// <summary>Room for some; grows when more is needed.</summary>
    /// <param name="capacity">Places at first, a power of two.</param>
    /// <param name="maxCapacity">Places at most, a power of two.</param>
    public UdpTransactions(int capacity = 256, int maxCapacity = MaxCapacity)
    {
        _maxCapacity = maxCapacity;
        _places = new UdpTransaction[capacity];
        _free = [.. Enumerable.Range(0, capacity)];
        _randomUsed = _random.Length;
        RandomNumberGenerator.Shuffle<int>(_free);
    }

    /// <summary>Transactions in flight.</summary>
    public int Count { get; private set; }

    /// <summary>Places there are.</summary>
    public int Capacity => _places.Length;

    /// <summary>Gives a transaction a place and an id; false if there is no room.</summary>
    public bool TryAdd(UdpTransaction transaction)
    {
        if (Count == _places.Length && !TryGrow()) return false;
        // The free places are a ring behind _nextFree: what was given back last is used again last.
        var place = _free[_nextFree];
        _nextFree = (_nextFree + 1) & (_free.Length - 1);
        _places[place] = transaction;
        Count++;
        transaction.Id = IdOf(place);
        return true;
    }

    /// <summary>Gives a transaction another id for its next packet.</summary>
    public void Renew(UdpTransaction transaction) => transaction.Id = IdOf(PlaceOf(transaction.Id));

    /// <summary>The transaction with exactly this id; null if there is none.</summary>
    public UdpTransaction? Find(uint id) => _places[PlaceOf(id)] is { } found && found.Id == id ? found : null;

    /// <summary>Whether a transaction is in flight.</summary>
    public bool Contains(UdpTransaction transaction) => ReferenceEquals(_places[PlaceOf(transaction.Id)], transaction);

    /// <summary>Frees the place of a transaction; false if it has none.</summary>
    public bool Remove(UdpTransaction transaction)
    {
        if (!Contains(transaction)) return false;
        var place = PlaceOf(transaction.Id);
        _places[place] = null;
        Count--;
        _free[(_nextFree + _places.Length - Count - 1) & (_free.Length - 1)] = place;
        return true;
    }

    /// <summary>Those whose wait is over at <paramref name="now"/>.</summary>
    public List<UdpTransaction> Due(long now) => [.. _places.OfType<UdpTransaction>().Where(transaction => transaction.Deadline <= now)];

    /// <summary>All of them.</summary>
    public List<UdpTransaction> All() => [.. _places.OfType<UdpTransaction>()];

    private int PlaceOf(uint id) => (int)(id & (uint)(_places.Length - 1));

    private uint IdOf(int place)
    {
        if (_randomUsed == _random.Length)
        {
            RandomNumberGenerator.Fill(_random);
            _randomUsed = 0;
        }

        var random = MemoryMarshal.Read<uint>(_random.AsSpan(_randomUsed));
        _randomUsed += sizeof(uint);
        return (random & ~(uint)(_places.Length - 1)) | (uint)place;
    }

    /// <summary>Ids stay as they are: with one more bit of its id counted, each transaction has a place of its own again.</summary>
    private bool TryGrow()
    {
        if (_places.Length >= _maxCapacity) return false;
        var old = _places;
        _places = new UdpTransaction[2 * old.Length];
        foreach (var transaction in old) _places[PlaceOf(transaction!.Id)] = transaction;

        int[] free = [.. Enumerable.Range(0, _places.Length).Where(place => _places[place] is null)];
        RandomNumberGenerator.Shuffle<int>(free);
        Array.Resize(ref free, _places.Length);
        (_free, _nextFree) = (free, 0);
        return true;
    }
}
