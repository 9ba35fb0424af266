using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Udp;

/// <summary>What became of one UDP exchange.</summary>
/// <param name="Server">The address asked last.</param>
/// <param name="Stage">Connect while no connection id was received, then Request, Decode once a packet is there.</param>
/// <param name="Outcome">Ok once a packet is there, errors of the tracker included.</param>
internal readonly record struct UdpAnswer(IPEndPoint Server, AttemptStage Stage, AttemptOutcome Outcome)
{
    /// <summary>The answer; null if none came.</summary>
    public byte[]? Packet { get; init; }

    /// <summary>From the last transmission of the request to its answer.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>Datagrams sent, connects included.</summary>
    public int Transmissions { get; init; }

    /// <summary>What went wrong, in words.</summary>
    public string? Problem { get; init; }
}

/// <summary>
/// Connect, then ask, with the retransmission schedule of BEP 15: waits of t, 2t, 4t, …. The connection id is reused
/// while it is valid; one that the tracker no longer knows costs one reconnect. Where a host has several addresses, a
/// silent one gives the next round to the next: the schedule as a whole grows no longer.
/// </summary>
internal sealed class UdpExchange(Func<AddressFamily, UdpSocket> sockets, ConnectionIds connectionIds, TrackerClientOptions options, TimeProvider time)
{
    /// <summary>Asks one of <paramref name="servers"/>; the request is built round a connection id and a transaction id.</summary>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    public async Task<UdpAnswer> AskAsync(IReadOnlyList<IPEndPoint> servers, UdpAction action, Func<ulong, uint, byte[]> request, CancellationToken cancellation)
    {
        var call = new Call(action, request);
        var unreachable = 0;
        var at = 0;
        for (var round = 0; round <= options.UdpRetries;)
        {
            var server = servers[at];
            using var wait = new CancellationTokenSource(options.UdpTimeout * Math.Pow(2, round), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, cancellation);
            try
            {
                return await AskOnceAsync(server, call, either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // A tracker that restarted may drop our connection id in silence: the next round asks for a new one.
                connectionIds.Forget(server);
                if (call.Stage == AttemptStage.Connect) at = (at + 1) % servers.Count;
                round++;
            }
            catch (SocketException error)
            {
                if (++unreachable == servers.Count) return call.Ended(server, SocketFailure.ClassOf(error), error.Message);
                at = (at + 1) % servers.Count;
            }
            catch (WireFormatException error)
            {
                return call.Ended(server, AttemptOutcome.Malformed, error.Message);
            }
        }

        return call.Ended(servers[at], AttemptOutcome.Timeout, $"no answer to {call.Sent} datagrams");
    }

    private async Task<UdpAnswer> AskOnceAsync(IPEndPoint server, Call call, CancellationToken cancellation)
    {
        var socket = sockets(server.AddressFamily);
        while (true)
        {
            if (!connectionIds.TryGet(server, out var connectionId))
            {
                call.Stage = AttemptStage.Connect;
                call.Sent++;
                var connected = await socket.AskAsync(server, UdpAction.Connect, UdpRequests.Connect, cancellation).ConfigureAwait(false);
                if (IsError(connected)) return call.Answered(server, connected, null);
                connectionId = UdpReplies.ReadConnectionId(connected);
                connectionIds.Keep(server, connectionId);
            }

            call.Stage = AttemptStage.Request;
            call.Sent++;
            var started = time.GetTimestamp();
            var packet = await socket.AskAsync(server, call.Action, id => call.Request(connectionId, id), cancellation).ConfigureAwait(false);
            if (call.HasReconnected || !IsError(packet) || !SaysConnectionIdIsStale(packet)) return call.Answered(server, packet, time.GetElapsedTime(started));
            call.HasReconnected = true;
            connectionIds.Forget(server);
        }
    }

    private static bool IsError(byte[] packet) => UdpReplies.TryReadHeader(packet, out var action, out _) && action == UdpAction.Error;

    /// <summary>The wording differs between trackers ("Connection ID missmatch.", "Invalid connection ID"); all name it.</summary>
    private static bool SaysConnectionIdIsStale(byte[] packet) =>
        UdpReplies.ReadError(packet) is var text
        && text.Contains("connection", StringComparison.OrdinalIgnoreCase)
        && text.Contains("id", StringComparison.OrdinalIgnoreCase);

    /// <summary>One exchange as it stands.</summary>
    private sealed class Call(UdpAction action, Func<ulong, uint, byte[]> request)
    {
        public UdpAction Action { get; } = action;

        public Func<ulong, uint, byte[]> Request { get; } = request;

        public AttemptStage Stage { get; set; } = AttemptStage.Connect;

        public int Sent { get; set; }

        public bool HasReconnected { get; set; }

        public UdpAnswer Answered(IPEndPoint server, byte[] packet, TimeSpan? roundTrip) =>
            new(server, AttemptStage.Decode, AttemptOutcome.Ok) { Packet = packet, RoundTrip = roundTrip, Transmissions = Sent };

        public UdpAnswer Ended(IPEndPoint server, AttemptOutcome outcome, string problem) =>
            new(server, Stage, outcome) { Transmissions = Sent, Problem = problem };
    }
}
