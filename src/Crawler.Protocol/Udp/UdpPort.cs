using System.Net.Sockets;

namespace Crawler.Protocol.Udp;

/// <summary>
/// The socket of one family and the thread that receives from it. That thread finishes the calls itself, so what waits for
/// an answer goes on there. Should it block, another thread takes over the rest of the answers and the socket: the calls of
/// others are late then, but not lost.
/// </summary>
internal sealed class UdpPort(UdpEngine engine, AddressFamily family) : IDisposable
{
    /// <summary>Threads at most that may be stuck before nobody takes over any more.</summary>
    private const int MaxStuck = 16;

    [ThreadStatic]
    private static UdpEngine? t_finishing;

    private readonly Lock _sending = new();
    private readonly List<(uint TransactionId, SocketException Error)> _unsendable = [];
    private UdpBatch _empty = new();
    private IDatagrams? _socket;
    private Turn? _turn;
    private long _seen;
    private int _stuck;
    private long _stray;

    /// <summary>Datagrams nobody waited for: wrong source, transaction or action, or too late.</summary>
    public long Stray => Interlocked.Read(ref _stray);

    /// <summary>Whether this thread is finishing calls of <paramref name="engine"/>, and will send what they led to.</summary>
    public static bool IsFinishing(UdpEngine engine) => ReferenceEquals(t_finishing, engine);

    /// <summary>Sends what there is to send over this family.</summary>
    public void Flush()
    {
        lock (_sending)
        {
            while (engine.TakeOutgoing(family, _empty) is { } batch)
            {
                Send(batch);
                batch.Clear();
                _empty = batch;
                if (_unsendable.Count == 0) continue;
                // Not here: what waits for these calls would go on under this lock.
                ThreadPool.QueueUserWorkItem<List<(uint, SocketException)>>(engine.Unsendable, [.. _unsendable], preferLocal: false);
                _unsendable.Clear();
            }
        }
    }

    /// <summary>Has another thread take over if the one that receives has made no progress since this was last called.</summary>
    public void RelieveIfStuck()
    {
        if (Volatile.Read(ref _turn) is not { } turn) return;
        var isStuck = turn.IsFinishing && turn.Batches == _seen;
        _seen = turn.Batches;
        if (!isStuck || _stuck == MaxStuck || !turn.TryRelieve()) return;
        Interlocked.Increment(ref _stuck);
        Begin(new Turn(_socket!.NewInbox()), turn);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_sending) _socket?.Dispose();
    }

    private void Send(UdpBatch batch)
    {
        try
        {
            if (_socket is null && !engine.IsClosed)
            {
                _socket = Datagrams.Open(family);
                Begin(new Turn(_socket.NewInbox()), relieved: null);
            }

            _socket?.Send(batch, _unsendable);
        }
        catch (SocketException noSocket)
        {
            foreach (var message in batch.Messages) _unsendable.Add((message.TransactionId, noSocket));
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile: all calls are cancelled.
        }
    }

    private void Begin(Turn turn, Turn? relieved)
    {
        Volatile.Write(ref _turn, turn);
        new Thread(() => Receive(turn, relieved)) { IsBackground = true, Name = $"UDP receiver {family}" }.Start();
    }

    private void Receive(Turn turn, Turn? relieved)
    {
        t_finishing = engine;
        relieved?.FinishAll();
        engine.Flush();
        while (!engine.IsClosed)
        {
            int count;
            try
            {
                count = turn.Inbox.Receive();
            }
            catch (ObjectDisposedException)
            {
                return; // closed since we looked; on a thread of our own it would end the process
            }

            if (engine.IsClosed) return;
            // An error that stays must not become a busy loop.
            if (count == 0) Thread.Sleep(1);
            if (engine.Sort(turn.Inbox, count, turn.Ended) is var stray and > 0) Interlocked.Add(ref _stray, stray);
            turn.Begin();
            turn.FinishAll();
            engine.Flush();
            if (turn.TryGoOn()) continue;
            Interlocked.Decrement(ref _stuck);
            return;
        }
    }

    /// <summary>What one thread received last, and whether the thread has still to do with it.</summary>
    private sealed class Turn(IInbox inbox)
    {
        private const int Receiving = 0, Finishing = 1, Relieved = 2;

        private int _state;
        private int _next = -1;
        private long _batches;

        /// <summary>Where it receives.</summary>
        public IInbox Inbox { get; } = inbox;

        /// <summary>Calls that are over.</summary>
        public List<UdpEnd> Ended { get; } = [];

        /// <summary>Batches begun.</summary>
        public long Batches => Interlocked.Read(ref _batches);

        /// <summary>Whether a batch is being finished.</summary>
        public bool IsFinishing => Volatile.Read(ref _state) == Finishing;

        public void Begin()
        {
            Interlocked.Increment(ref _batches);
            Volatile.Write(ref _state, Finishing);
        }

        /// <summary>Finishes each call once, even where two threads are at it.</summary>
        public void FinishAll()
        {
            for (int i; (i = Interlocked.Increment(ref _next)) < Ended.Count;)
                Ended[i].Call.Finish(Ended[i].Packet == UdpEnd.NoPacket ? [] : Inbox.Packet(Ended[i].Packet));
        }

        /// <summary>Takes what is left of the batch from the thread that is stuck in it; false if it got on meanwhile.</summary>
        public bool TryRelieve() => Interlocked.CompareExchange(ref _state, Relieved, Finishing) == Finishing;

        /// <summary>Ready for the next batch; false if another thread has taken over.</summary>
        public bool TryGoOn()
        {
            if (Interlocked.CompareExchange(ref _state, Receiving, Finishing) != Finishing) return false;
            Ended.Clear();
            _next = -1;
            return true;
        }
    }
}
