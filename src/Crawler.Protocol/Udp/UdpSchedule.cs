using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Udp;

/// <summary>A call that is over, with the place of the packet that ended it; none: −1.</summary>
internal readonly record struct UdpEnd(UdpCall Call, int Packet = UdpEnd.NoPacket)
{
    /// <summary>No packet came.</summary>
    public const int NoPacket = -1;
}

/// <summary>
/// Connect, then ask, with the retransmission schedule of BEP 15: waits of t, 2t, 4t, …. The connection id is reused while
/// it is valid; one that the tracker no longer knows costs one reconnect. Where a host has several addresses, a silent one
/// gives the next round to the next: the schedule as a whole grows no longer. Pure: knows neither sockets nor threads, and
/// is told the time. Not for several threads at once.
/// </summary>
internal sealed class UdpSchedule(TrackerClientOptions options, TimeProvider time, int maxCalls = UdpTransactions.MaxCapacity)
{
    private readonly UdpTransactions _transactions = new(maxCapacity: maxCalls);
    private readonly UdpServers _servers = new(time);
    private UdpBatch _v4 = new();
    private UdpBatch _v6 = new();

    /// <summary>Calls and connects that await an answer.</summary>
    public int Count => _transactions.Count;

    /// <summary>Everything that awaits an answer.</summary>
    public List<UdpTransaction> All() => _transactions.All();

    /// <summary>The packets to send over a family, in exchange for an empty batch; null if there are none.</summary>
    public UdpBatch? TakeOutgoing(AddressFamily family, UdpBatch empty)
    {
        ref var outgoing = ref Outgoing(family);
        if (outgoing.Count == 0) return null;
        var full = outgoing;
        outgoing = empty;
        return full;
    }

    /// <summary>Begins a call; false if there is no room for another, and then it is over.</summary>
    public bool Begin(UdpCall call, long now)
    {
        call.Server = _servers.Of(call.Addresses[0], call.Port, now);
        if (!_transactions.TryAdd(call))
        {
            call.Failed(AttemptOutcome.Unknown, $"{maxCalls} UDP calls are out already: no room for another");
            return false;
        }

        BeginRound(call, now);
        return true;
    }

    /// <summary>Takes a call out; false if it is not in flight.</summary>
    public bool Leave(UdpCall call)
    {
        if (!_transactions.Remove(call)) return false;
        if (call.Stage == AttemptStage.Connect) call.Server.Waiting.Remove(call);
        return true;
    }

    /// <summary>A datagram came; false if it answers nothing we asked.</summary>
    /// <param name="packet">Its bytes.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="place">What to call the packet among those received.</param>
    /// <param name="now">The timestamp.</param>
    /// <param name="ended">Calls that are over because of it are added here.</param>
    public bool TryReceive(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> source, int place, long now, List<UdpEnd> ended)
    {
        if (!UdpReplies.TryReadHeader(packet, out var action, out var id)
            || _transactions.Find(id) is not { } transaction
            || !transaction.IsAnsweredBy(action, source)) return false;
        if (transaction is UdpCall call) Answer(call, packet, action, place, now, ended);
        else Connected(transaction.Server, packet, action, place, now, ended);
        return true;
    }

    /// <summary>Ends the waits that are over: the next round of each call, or its end.</summary>
    public void Expire(long now, List<UdpEnd> ended)
    {
        foreach (var due in _transactions.Due(now))
        {
            // A call before it in the list may have sent a new connect in the place of this one already.
            if (!_transactions.Contains(due)) continue;
            if (due is UdpCall call) Expire(call, now, ended);
            else Dismiss(due.Server);
        }
    }

    /// <summary>A packet could not be sent: the next address takes its place, if one is left.</summary>
    public void Unsendable(uint transactionId, SocketException error, long now, List<UdpEnd> ended)
    {
        // Our own buffers were full: as if the packet had been lost on the way, which is no fault of the tracker's.
        if (error.SocketErrorCode is SocketError.NoBufferSpaceAvailable or SocketError.WouldBlock) return;
        switch (_transactions.Find(transactionId))
        {
            case UdpCall call:
                TryNextAddress(call, error, now, ended);
                break;
            case { Server: var server }:
                Dismiss(server);
                foreach (var call in server.Waiting.ToArray()) TryNextAddress(call, error, now, ended);
                break;
        }
    }

    private void Expire(UdpCall call, long now, List<UdpEnd> ended)
    {
        if (call.Stage == AttemptStage.Request) call.Server.Silent(call.ConnectionId, call.SentAt);
        if (call.Round == options.UdpRetries)
        {
            End(call, AttemptOutcome.Timeout, call.Sent > 0 ? $"no answer to {call.Sent} datagrams" : "no answer to a connect sent for several calls", ended);
            return;
        }

        call.Round++;
        if (call.Stage == AttemptStage.Connect) Turn(call, now);
        BeginRound(call, now);
    }

    private void TryNextAddress(UdpCall call, SocketException error, long now, List<UdpEnd> ended)
    {
        if (++call.Unreachable == call.Addresses.Length)
        {
            End(call, SocketFailure.ClassOf(error), error.Message, ended);
            return;
        }

        Turn(call, now);
        BeginRound(call, now);
    }

    private void Turn(UdpCall call, long now)
    {
        call.Server.Waiting.Remove(call);
        call.Turn = (call.Turn + 1) % call.Addresses.Length;
        call.Server = _servers.Of(call.Addresses[call.Turn], call.Port, now);
    }

    private void BeginRound(UdpCall call, long now)
    {
        call.Deadline = now + (long)(options.UdpTimeout.TotalSeconds * Math.Pow(2, call.Round) * time.TimestampFrequency);
        Ask(call, now);
    }

    private void Ask(UdpCall call, long now)
    {
        var server = call.Server;
        if (server.TryGetConnectionId(now, out var connectionId))
        {
            (call.Stage, call.Awaits) = (AttemptStage.Request, call.Action);
            (call.ConnectionId, call.SentAt) = (connectionId, now);
            call.Sent++;
            Send(call);
            return;
        }

        (call.Stage, call.Awaits) = (AttemptStage.Connect, null);
        server.Waiting.Add(call);
        if (server.Connect is { } running && running.Deadline > now) return;
        Dismiss(server);
        var connect = new UdpConnect { Server = server, Awaits = UdpAction.Connect, Deadline = call.Deadline };
        // Without room for it the call waits, and tries again in its next round.
        if (!_transactions.TryAdd(connect)) return;
        server.Connect = connect;
        call.Sent++;
        Send(connect);
    }

    private void Send(UdpTransaction transaction)
    {
        // A late answer to an earlier packet must not pass for one to this.
        _transactions.Renew(transaction);
        Outgoing(transaction.Server.EndPoint.AddressFamily).Add(transaction);
    }

    private void Answer(UdpCall call, ReadOnlySpan<byte> packet, UdpAction action, int place, long now, List<UdpEnd> ended)
    {
        if (action == UdpAction.Error && !call.HasReconnected && SaysConnectionIdIsStale(packet))
        {
            call.HasReconnected = true;
            call.Server.Forget(call.ConnectionId);
            Ask(call, now);
            return;
        }

        call.Server.Answered(now);
        call.Answered(time.GetElapsedTime(call.SentAt, now));
        _transactions.Remove(call);
        ended.Add(new UdpEnd(call, place));
    }

    private void Connected(UdpServer server, ReadOnlySpan<byte> packet, UdpAction action, int place, long now, List<UdpEnd> ended)
    {
        Dismiss(server);
        var waiting = server.Waiting.ToArray();
        server.Waiting.Clear();
        try
        {
            if (action != UdpAction.Error) server.Keep(UdpReplies.ReadConnectionId(packet), now);
        }
        catch (WireFormatException malformed)
        {
            foreach (var call in waiting) End(call, AttemptOutcome.Malformed, malformed.Message, ended);
            return;
        }

        foreach (var call in waiting)
        {
            if (action != UdpAction.Error)
            {
                Ask(call, now);
                continue;
            }

            call.Answered(roundTrip: null);
            _transactions.Remove(call);
            ended.Add(new UdpEnd(call, place));
        }
    }

    private void Dismiss(UdpServer server)
    {
        if (server.Connect is { } connect) _transactions.Remove(connect);
        server.Connect = null;
    }

    private void End(UdpCall call, AttemptOutcome outcome, string problem, List<UdpEnd> ended)
    {
        call.Failed(outcome, problem);
        Leave(call);
        ended.Add(new UdpEnd(call));
    }

    private ref UdpBatch Outgoing(AddressFamily family) => ref family == AddressFamily.InterNetwork ? ref _v4 : ref _v6;

    /// <summary>The wording differs between trackers ("Connection ID missmatch.", "Invalid connection ID"); all name it.</summary>
    private static bool SaysConnectionIdIsStale(ReadOnlySpan<byte> packet) =>
        UdpReplies.ReadError(packet) is var text
        && text.Contains("connection", StringComparison.OrdinalIgnoreCase)
        && text.Contains("id", StringComparison.OrdinalIgnoreCase);
}
