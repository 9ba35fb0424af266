using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Attempts;

namespace Crawler.Protocol.Udp;

/// <summary>What became of one UDP exchange.</summary>
/// <param name="Stage">Connect while no connection id was received, then Request, Decode once a packet is there.</param>
/// <param name="Packet">The answer; null if none came.</param>
/// <param name="RoundTrip">From the last transmission of the request to its answer.</param>
/// <param name="Transmissions">Datagrams sent, connects included.</param>
/// <param name="Problem">Why none came, other than time.</param>
internal readonly record struct UdpAnswer(AttemptStage Stage, byte[]? Packet, TimeSpan? RoundTrip, int Transmissions, string? Problem = null);

/// <summary>
/// Connect, then ask, with the retransmission schedule of BEP 15: waits of t, 2t, 4t, …. The connection id is reused
/// while it is valid; one that the tracker no longer knows costs one reconnect.
/// </summary>
internal sealed class UdpExchange(UdpSocket socket, ConnectionIds connectionIds, TrackerClientOptions options, TimeProvider time)
{
    /// <summary>Asks <paramref name="server"/>; the request is built round a connection id and a transaction id.</summary>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    public async Task<UdpAnswer> AskAsync(IPEndPoint server, UdpAction action, Func<ulong, uint, byte[]> request, CancellationToken cancellation)
    {
        var stage = AttemptStage.Connect;
        var sent = 0;
        var mayReconnect = true;
        for (var round = 0; round <= options.UdpRetries; round++)
        {
            using var wait = new CancellationTokenSource(options.UdpTimeout * Math.Pow(2, round), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, cancellation);
            try
            {
                while (true)
                {
                    if (!connectionIds.TryGet(server, out var connectionId))
                    {
                        sent++;
                        var connected = await socket.AskAsync(server, UdpAction.Connect, UdpRequests.Connect, either.Token).ConfigureAwait(false);
                        if (IsError(connected)) return new UdpAnswer(AttemptStage.Decode, connected, null, sent);
                        connectionId = UdpReplies.ReadConnectionId(connected);
                        connectionIds.Keep(server, connectionId);
                    }

                    stage = AttemptStage.Request;
                    sent++;
                    var started = time.GetTimestamp();
                    var packet = await socket.AskAsync(server, action, id => request(connectionId, id), either.Token).ConfigureAwait(false);
                    if (!mayReconnect || !IsError(packet) || !SaysConnectionIdIsStale(packet))
                        return new UdpAnswer(AttemptStage.Decode, packet, time.GetElapsedTime(started), sent);
                    mayReconnect = false;
                    connectionIds.Forget(server);
                }
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // A tracker that restarted may drop our connection id in silence: the next round asks for a new one.
                connectionIds.Forget(server);
            }
            catch (SocketException error)
            {
                return new UdpAnswer(stage, null, null, sent, error.Message);
            }
        }

        return new UdpAnswer(stage, null, null, sent);
    }

    private static bool IsError(byte[] packet) => UdpReplies.TryReadHeader(packet, out var action, out _) && action == UdpAction.Error;

    /// <summary>The wording differs between trackers ("Connection ID missmatch.", "Invalid connection ID"); all name it.</summary>
    private static bool SaysConnectionIdIsStale(byte[] packet) =>
        UdpReplies.ReadError(packet) is var text
        && text.Contains("connection", StringComparison.OrdinalIgnoreCase)
        && text.Contains("id", StringComparison.OrdinalIgnoreCase);
}
