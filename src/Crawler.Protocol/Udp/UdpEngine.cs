using System.Net.Sockets;

namespace Crawler.Protocol.Udp;

/// <summary>
/// All UDP calls of a client: one schedule, one socket for each family, opened when first needed. Calls made by what goes
/// on upon an answer are sent together when the batch of answers is through; calls from elsewhere by a thread that sends
/// with one system call what has come meanwhile. Waits are ended by a sweep, not by a timer each.
/// </summary>
internal sealed class UdpEngine : IDisposable
{
    /// <summary>How late a retransmission may be. BEP 15 counts in units of 15 s.</summary>
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>How long what goes on upon an answer may keep the others waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider _time;
    private readonly UdpSchedule _schedule;
    private readonly UdpPort[] _ports;
    private readonly Lock _gate = new();
    // Not disposed of but left to the finaliser: whoever wakes the sender need not know whether it has gone.
    private readonly AutoResetEvent _wake = new(false);
    private readonly ITimer _sweep;
    private Thread? _sender;
    private bool _isSweeping;
    private bool _isClosed;
    private int _isAwake;

    /// <summary>Opens nothing yet.</summary>
    public UdpEngine(TrackerClientOptions options, TimeProvider time)
    {
        _time = time;
        _schedule = new UdpSchedule(options, time);
        _ports = [new UdpPort(this, AddressFamily.InterNetwork), new UdpPort(this, AddressFamily.InterNetworkV6)];
        _sweep = time.CreateTimer(static engine => ((UdpEngine)engine!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Datagrams that answered nothing we asked.</summary>
    public long Stray => _ports.Sum(port => port.Stray);

    /// <summary>Whether it is disposed of.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>Begins a call; it is finished, or cancelled, in time.</summary>
    public void Ask(UdpCall call, CancellationToken cancellation)
    {
        if (cancellation.CanBeCanceled)
        {
            call.Registration = cancellation.UnsafeRegister(
                static (state, token) =>
                {
                    var (engine, call) = ((UdpEngine, UdpCall))state!;
                    engine.Cancel(call, token);
                },
                (this, call));
        }

        bool hasRoom;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (call.IsCancelled) return;
            hasRoom = _schedule.Begin(call, _time.GetTimestamp());
            if (hasRoom && !_isSweeping) _isSweeping = _sweep.Change(SweepEvery, SweepEvery);
        }

        if (!hasRoom) call.Finish([]);
        else if (!UdpPort.IsFinishing(this)) Wake();
    }

    /// <summary>Sorts what a port received: the calls that are over; how many datagrams answered nothing.</summary>
    public int Sort(IInbox inbox, int count, List<UdpEnd> ended)
    {
        var stray = 0;
        var now = _time.GetTimestamp();
        lock (_gate)
        {
            for (var i = 0; i < count; i++)
            {
                if (!_schedule.TryReceive(inbox.Packet(i), inbox.Source(i), i, now, ended)) stray++;
            }
        }

        return stray;
    }

    /// <summary>The packets to send over a family, in exchange for an empty batch; null if there are none.</summary>
    public UdpBatch? TakeOutgoing(AddressFamily family, UdpBatch empty)
    {
        lock (_gate) return _schedule.TakeOutgoing(family, empty);
    }

    /// <summary>Some packets could not be sent.</summary>
    public void Unsendable(List<(uint TransactionId, SocketException Error)> failed)
    {
        var ended = new List<UdpEnd>();
        lock (_gate)
        {
            foreach (var (id, error) in failed) _schedule.Unsendable(id, error, _time.GetTimestamp(), ended);
        }

        Wake();
        Finish(ended);
    }

    /// <summary>Sends what there is to send.</summary>
    public void Flush()
    {
        foreach (var port in _ports) port.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        List<UdpTransaction> open;
        lock (_gate)
        {
            if (_isClosed) return;
            _isClosed = true;
            open = _schedule.All();
        }

        _sweep.Dispose();
        foreach (var port in _ports) port.Dispose();
        foreach (var call in open.OfType<UdpCall>()) call.Cancel(CancellationToken.None);
        _wake.Set();
    }

    private static void Finish(List<UdpEnd> ended)
    {
        foreach (var (call, _) in ended) call.Finish([]);
    }

    private void Cancel(UdpCall call, CancellationToken cancellation)
    {
        lock (_gate)
        {
            call.IsCancelled = true;
            _schedule.Leave(call);
        }

        call.Cancel(cancellation);
    }

    private void Sweep()
    {
        var ended = new List<UdpEnd>();
        lock (_gate)
        {
            if (_isClosed) return;
            _schedule.Expire(_time.GetTimestamp(), ended);
            if (_schedule.Count == 0) _isSweeping = !_sweep.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        Wake();
        Finish(ended);
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _isAwake, 1) == 1) return;
        if (_sender is null) StartSender();
        _wake.Set();
    }

    private void StartSender()
    {
        lock (_gate)
        {
            if (_sender is not null || _isClosed) return;
            _sender = new Thread(SendUntilClosed) { IsBackground = true, Name = "UDP sender" };
            _sender.Start();
        }
    }

    private void SendUntilClosed()
    {
        var looked = Environment.TickCount64;
        while (!IsClosed)
        {
            _wake.WaitOne(Patience);
            Volatile.Write(ref _isAwake, 0);
            Flush();
            // By the system's clock: a thread is stuck in real time, whatever the clock of the schedule.
            if (Environment.TickCount64 - looked < Patience.TotalMilliseconds) continue;
            looked = Environment.TickCount64;
            foreach (var port in _ports) port.RelieveIfStuck();
        }
    }
}
