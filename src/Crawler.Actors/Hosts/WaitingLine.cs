using System.Net.Sockets;
using Akka.Actor;
using Crawler.Protocol.Net;
using static Crawler.Actors.Hosts.HostMessages;

namespace Crawler.Actors.Hosts;

/// <summary>One request about to leave: a call, or a batch of them.</summary>
/// <param name="Single">The call; of a batch its first.</param>
/// <param name="Batch">The batch; null if it is one call.</param>
internal readonly record struct Departure(WaitingCall Single, ScrapeBatch? Batch)
{
    /// <summary>Over which family it goes.</summary>
    public AddressFamily Family => Single.Call.Family;

    /// <summary>A goodbye.</summary>
    public bool IsFarewell => Single.Call.IsFarewell;

    /// <summary>Calls in it.</summary>
    public int Count => Batch?.Calls.Count ?? 1;

    /// <summary>The call at this place.</summary>
    public WaitingCall this[int index] => Batch is null ? Single : Batch.Calls[index];
}

/// <summary>
/// The calls that wait at one host, pure: goodbyes first, then who has been due for longest. Calls for which counts suffice
/// share a request where they can; one that could hold more waits a moment for further ones. Flat: 64 bytes a call. As long
/// as sessions have one call each at most, it is as bounded as they are.
/// </summary>
internal sealed class WaitingLine
{
    /// <summary>A batch waits so long to be full.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(250);

    private static readonly IEqualityComparer<Departure> SameCall =
        EqualityComparer<Departure>.Create((one, other) => ReferenceEquals(one.Single.Call, other.Single.Call) && one.Batch == other.Batch);

    private readonly PriorityQueue<Departure, Turn> _line = new();
    private readonly Dictionary<(TrackerUrl Tracker, AddressFamily Family), ScrapeBatch> _open = [];
    private readonly Queue<ScrapeBatch> _lingering = new();
    private long _arrivals;

    /// <summary>Calls waiting.</summary>
    public int Count { get; private set; }

    /// <summary>When the next batch has waited long enough; null if none does.</summary>
    public DateTimeOffset? NextBatchAt => _lingering.TryPeek(out var batch) ? batch.LingersUntil : null;

    /// <summary>Takes a call.</summary>
    /// <param name="call">What is to be asked.</param>
    /// <param name="asker">Who wants to know.</param>
    /// <param name="mostPerScrape">Swarms one scrape request to this tracker holds.</param>
    /// <param name="now">The time.</param>
    public void Add(TrackerCall call, IActorRef asker, int mostPerScrape, DateTimeOffset now)
    {
        Count++;
        var waiting = new WaitingCall(call, asker);
        if (!call.CountsOnly || call.IsFarewell)
        {
            Enqueue(new Departure(waiting, null), now);
            return;
        }

        var key = (call.Tracker, call.Family);
        if (!_open.TryGetValue(key, out var batch))
        {
            _open.Add(key, batch = new ScrapeBatch(call.Tracker, call.Family, mostPerScrape, now + Linger));
            if (mostPerScrape > 1) _lingering.Enqueue(batch);
        }

        batch.Calls.Add(waiting);
        if (!batch.IsFull) return;
        _open.Remove(key);
        Enter(batch, now);
    }

    /// <summary>Who is next. Batches that have waited long enough come into line first.</summary>
    public bool TryPeek(DateTimeOffset now, out Departure head)
    {
        while (_lingering.TryPeek(out var batch) && (batch.IsInLine || batch.LingersUntil <= now))
        {
            _lingering.Dequeue();
            Enter(batch, now);
        }

        return _line.TryPeek(out head, out _);
    }

    /// <summary>Takes the one that is next out of the line.</summary>
    public Departure Dequeue()
    {
        var head = _line.Dequeue();
        Count -= head.Count;
        // Until it leaves, a batch in line takes further ones.
        if (head.Batch is { } batch && _open.TryGetValue(batch.Key, out var open) && open == batch) _open.Remove(batch.Key);
        return head;
    }

    /// <summary>Takes one call out of the one that is next, which is taken out with its last.</summary>
    public WaitingCall Withdraw(Departure head, int index)
    {
        var waiting = head[index];
        if (head.Batch is not { Calls.Count: > 1 } batch)
        {
            Dequeue();
            return waiting;
        }

        batch.Calls.RemoveAt(index);
        Count--;
        return waiting;
    }

    /// <summary>Takes out the call of somebody who no longer wants it; looks at the whole line. False if it does not wait here.</summary>
    public bool Withdraw(IActorRef asker, long attemptNumber)
    {
        foreach (var (departure, _) in _line.UnorderedItems)
        {
            if (PlaceOf(departure, asker, attemptNumber) is not { } place) continue;
            if (departure.Batch is { Calls.Count: > 1 } shared) shared.Calls.RemoveAt(place);
            else Remove(departure);
            Count--;
            return true;
        }

        foreach (var batch in _open.Values.Where(batch => !batch.IsInLine))
        {
            if (PlaceOf(new Departure(default, batch), asker, attemptNumber) is not { } place) continue;
            batch.Calls.RemoveAt(place);
            Count--;
            if (batch.Calls.Count > 0) return true;
            _open.Remove(batch.Key);
            batch.IsInLine = true; // for those who still look after it
            return true;
        }

        return false;
    }

    /// <summary>Everything there is, lingering or not, in no particular order; the line is empty then.</summary>
    public IEnumerable<Departure> Clear(DateTimeOffset now)
    {
        foreach (var batch in _open.Values) Enter(batch, now);
        _lingering.Clear();
        while (_line.Count > 0) yield return Dequeue();
    }

    private static int? PlaceOf(Departure departure, IActorRef asker, long attemptNumber)
    {
        for (var i = 0; i < departure.Count; i++)
            if (departure[i].Call.AttemptNumber == attemptNumber && departure[i].Asker.Equals(asker)) return i;
        return null;
    }

    private void Remove(Departure departure)
    {
        _line.Remove(departure, out _, out _, SameCall);
        if (departure.Batch is { } batch && _open.TryGetValue(batch.Key, out var open) && open == batch) _open.Remove(batch.Key);
    }

    private void Enter(ScrapeBatch batch, DateTimeOffset now)
    {
        if (batch.IsInLine) return;
        batch.IsInLine = true;
        Enqueue(new Departure(batch.Calls[0], batch), now);
    }

    private void Enqueue(Departure departure, DateTimeOffset now) =>
        _line.Enqueue(departure, new Turn(departure.IsFarewell, (departure.Single.Call.DueAt ?? now).UtcTicks, _arrivals++));

    /// <summary>Goodbyes, then by due time, then as they came.</summary>
    private readonly record struct Turn(bool IsFarewell, long DueAt, long Arrival) : IComparable<Turn>
    {
        public int CompareTo(Turn other) =>
            IsFarewell != other.IsFarewell ? (IsFarewell ? -1 : 1)
            : DueAt != other.DueAt ? DueAt.CompareTo(other.DueAt)
            : Arrival.CompareTo(other.Arrival);
    }
}
