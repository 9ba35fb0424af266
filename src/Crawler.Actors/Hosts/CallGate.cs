using System.Net;

namespace Crawler.Actors.Hosts;

/// <summary>
/// What all hosts of a node share: the rate of the node, a cap on calls in flight and a budget for each address; shut
/// altogether while the record cannot be written fast enough. Announcing late is always polite, so the crawl slows by being
/// late. Hosts that wait are served in turn, each with one call, as soon as there is a place. Thread-safe.
/// </summary>
public sealed class CallGate : IDisposable
{
    /// <summary>Of those in line looked at when a place becomes free; those behind are looked at by the tick.</summary>
    private const int Glance = 8;

    /// <summary>The rate of the node may be caught up on by this much of it.</summary>
    private const double BurstSeconds = 0.1;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    /// <summary>Nobody tells us when the log has caught up, so we look; only while somebody waits.</summary>
    private static readonly TimeSpan TickWhileShut = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly LinkedList<GateTicket> _line = new();
    private readonly AddressBudgets _addresses = new();
    private readonly Func<bool> _isSaturated;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private CrawlRates _rates;
    private double _addressShare = 1;
    private TokenBucket? _rate;
    private int _inFlight;
    private bool _isPaused;
    private bool _isTicking;

    /// <summary>A gate that bounds nothing but calls in flight.</summary>
    /// <param name="capacity">Calls in flight on this node.</param>
    /// <param name="isSaturated">Whether the pipeline behind is above its high-water mark.</param>
    public CallGate(int capacity, Func<bool> isSaturated)
        : this(CrawlRates.Standard with { MaxInFlight = capacity }, isSaturated, TimeProvider.System)
    {
    }

    /// <summary>A gate that is open.</summary>
    /// <param name="rates">Of which the node's and the addresses' bounds are kept here, the hosts' by the hosts.</param>
    /// <param name="isSaturated">Whether the pipeline behind is above its high-water mark.</param>
    /// <param name="time">The clock.</param>
    public CallGate(CrawlRates rates, Func<bool> isSaturated, TimeProvider time)
    {
        (_rates, _isSaturated, _time) = (rates, isSaturated, time);
        _timer = time.CreateTimer(_ => OnTick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Change(rates);
    }

    /// <summary>Calls out now.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>The rates in force; hosts look here before every call, so that a lower one binds at once.</summary>
    public CrawlRates Rates => Volatile.Read(ref _rates);

    /// <summary>Whether no calls go out because somebody said so.</summary>
    public bool IsPaused => Volatile.Read(ref _isPaused);

    /// <summary>Whether addresses have budgets, so that a host's should be learned.</summary>
    public bool LimitsAddresses => _addresses.Limits is not null;

    /// <summary>Other bounds from now on; what is out stays out.</summary>
    public void Change(CrawlRates rates)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            Volatile.Write(ref _rates, rates);
            _addresses.Change(ShareOf(rates.PerIp), now);
            if (rates.Global is not { } rate) _rate = null;
            else _rate = _rate?.Changed(rate, BurstOf(rate), now) ?? TokenBucket.Full(rate, BurstOf(rate), now);
            Serve(int.MaxValue);
        }
    }

    /// <summary>This node's share of what each address is asked, where several nodes share it; from 0 to 1.</summary>
    public void ShareAddresses(double share)
    {
        lock (_lock)
        {
            if (share == _addressShare) return;
            _addressShare = share;
            _addresses.Change(ShareOf(_rates.PerIp), _time.GetUtcNow());
            Serve(int.MaxValue);
        }
    }

    /// <summary>Lets nothing but goodbyes pass until <see cref="Resume"/>; what is out comes back.</summary>
    public void Pause()
    {
        lock (_lock) _isPaused = true;
    }

    /// <summary>Opens again, for those in line at once.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            _isPaused = false;
            Serve(int.MaxValue);
        }
    }

    /// <summary>Takes a place if there is one, without standing in line.</summary>
    public bool TryEnter()
    {
        lock (_lock) return TryTake(null, _time.GetUtcNow()) == Verdict.In;
    }

    /// <summary>Takes a place, or stands in line: then the ticket is told once a place was taken for it.</summary>
    public bool TryEnter(GateTicket ticket)
    {
        lock (_lock)
        {
            // Those in line come first, unless what they wait for is their own affair.
            if (_line.Count > 0) Serve(Glance);
            if (TryTake(ticket, _time.GetUtcNow()) == Verdict.In) return true;
            ticket.Place = _line.AddLast(ticket);
            Arm();
            return false;
        }
    }

    /// <summary>A ticket in line is for a goodbye now, and need not wait for <see cref="Resume"/>.</summary>
    public void Hasten(GateTicket ticket)
    {
        lock (_lock)
        {
            if (ticket.Place is null) return;
            ticket.IsFarewell = true;
            Serve(int.MaxValue);
        }
    }

    /// <summary>Gives the place of a call back that went to an address nobody knows.</summary>
    public void Exit() => Exit(null, null, 0);

    /// <summary>Gives a place back.</summary>
    /// <param name="granted">The address the place was taken for.</param>
    /// <param name="reached">The address that was called.</param>
    /// <param name="further">Requests sent there beyond the first.</param>
    public void Exit(IPAddress? granted, IPAddress? reached, int further)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            var isThere = reached is null || reached.Equals(granted);
            _addresses.Return(granted, isThere ? further : 0, now);
            if (!isThere) _addresses.Spend(reached, further + 1, now);
            _inFlight--;
            if (_line.Count > 0) Serve(Glance);
        }
    }

    /// <summary>Gives a place back that was not used.</summary>
    public void GiveBack(IPAddress? granted)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            _rate = _rate?.Spend(-1, now);
            _addresses.Return(granted, -1, now);
            _inFlight--;
            if (_line.Count > 0) Serve(Glance);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    /// <summary>A share of a few calls is at least one, or nobody could call: so many nodes may exceed a limit below their number.</summary>
    private IpLimits? ShareOf(IpLimits? whole) => whole is null || _addressShare >= 1 ? whole
        : _addressShare <= 0 ? new IpLimits(0, 0) { Burst = 0 }
        : new IpLimits(Math.Max(1, (int)(whole.Concurrency * _addressShare)), whole.PerSecond * _addressShare) { Burst = Math.Max(1, (int)(whole.Burst * _addressShare)) };

    private static int BurstOf(double rate) => (int)Math.Clamp(Math.Ceiling(rate * BurstSeconds), 1, int.MaxValue);

    /// <summary>In; or what keeps it out: the ticket's own address or wish, or the node, which keeps everybody out.</summary>
    private Verdict TryTake(GateTicket? ticket, DateTimeOffset now)
    {
        if (_isPaused && ticket is not { IsFarewell: true }) return Verdict.NotThisOne;
        if (_inFlight >= _rates.MaxInFlight || _isSaturated()) return Verdict.Nobody;
        if (_rate is { } rate)
        {
            if (!rate.TryTake(now, out var left)) return Verdict.Nobody;
            if (!_addresses.TryTake(ticket?.Address, now)) return Verdict.NotThisOne;
            _rate = left;
        }
        else if (!_addresses.TryTake(ticket?.Address, now))
        {
            return Verdict.NotThisOne;
        }

        _inFlight++;
        return Verdict.In;
    }

    private void Serve(int most)
    {
        var now = _time.GetUtcNow();
        for (var node = _line.First; node is not null && most > 0; most--)
        {
            var (ticket, next) = (node.Value, node.Next);
            var verdict = TryTake(ticket, now);
            if (verdict == Verdict.Nobody) break;
            if (verdict == Verdict.In)
            {
                _line.Remove(node);
                ticket.Place = null;
                ticket.Enter();
            }

            node = next;
        }

        Arm();
    }

    private void OnTick()
    {
        lock (_lock)
        {
            _isTicking = false;
            Serve(int.MaxValue);
        }
    }

    /// <summary>Ticks only while somebody waits.</summary>
    private void Arm()
    {
        if (_isTicking || _line.Count == 0) return;
        _isTicking = true;
        _timer.Change(_isPaused || _isSaturated() ? TickWhileShut : Tick, Timeout.InfiniteTimeSpan);
    }

    private enum Verdict
    {
        In,
        NotThisOne,
        Nobody,
    }
}
