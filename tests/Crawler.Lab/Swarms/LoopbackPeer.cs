using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Scrape;

namespace Crawler.Lab.Swarms;

/// <summary>
/// A peer that exists only in a tracker's books: it announces over UDP (BEP 15) from its own 127.x.y.z address, all of
/// which are ours on Linux, so that a swarm of any size and known truth stands in a real tracker. Written on its own,
/// not with the product's client.
/// </summary>
public sealed class LoopbackPeer(IPEndPoint self)
{
    private const long ProtocolId = 0x41727101980;
    private const int Tries = 10;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(500);

    /// <summary>Where this peer says it listens: the address it sends from and the port it announces.</summary>
    public IPEndPoint Self { get; } = self;

    /// <summary><paramref name="count"/> different addresses, from 127.1.0.1 on, each with port 6881.</summary>
    public static IEnumerable<IPEndPoint> Addresses(int count) => Enumerable.Range(0, count)
        .Select(i => new IPEndPoint(new IPAddress([127, (byte)(1 + (i / 62_500)), (byte)(i / 250 % 250), (byte)(1 + (i % 250))]), 6881));

    /// <summary>One announce; the peers the tracker names.</summary>
    /// <exception cref="TrackerSaidNoException">An error packet.</exception>
    /// <exception cref="TimeoutException">No answer.</exception>
    public async Task<IReadOnlyList<PeerEndpoint>> AnnounceAsync(
        IPEndPoint tracker, InfoHash swarm, long left = 0, AnnounceEvent @event = AnnounceEvent.Started, int numWant = 0)
    {
        var announce = new byte[98];
        swarm.CopyTo(announce.AsSpan(16));
        Encoding.ASCII.GetBytes($"-LB0001-{Self.Address.GetHashCode():x8}{Self.Port:x4}", announce.AsSpan(36));
        BinaryPrimitives.WriteInt64BigEndian(announce.AsSpan(64), left);
        BinaryPrimitives.WriteInt32BigEndian(announce.AsSpan(80), (int)@event);
        BinaryPrimitives.WriteInt32BigEndian(announce.AsSpan(92), numWant);
        BinaryPrimitives.WriteUInt16BigEndian(announce.AsSpan(96), (ushort)Self.Port);
        var answer = await AskAsync(tracker, action: 1, announce);
        // No error packet but a bare head is how opentracker refuses a swarm over UDP.
        if (answer.Length < 20) throw new TrackerSaidNoException($"an announce answer of {answer.Length} bytes: not authorized");
        return [.. answer[20..].Chunk(PeerEndpoint.CompactLengthV4).Select(peer => PeerEndpoint.FromCompactV4(peer))];
    }

    /// <summary>What the tracker claims of one swarm.</summary>
    /// <inheritdoc cref="AnnounceAsync"/>
    public async Task<ScrapeCounts> ScrapeAsync(IPEndPoint tracker, InfoHash swarm)
    {
        var scrape = new byte[36];
        swarm.CopyTo(scrape.AsSpan(16));
        var answer = await AskAsync(tracker, action: 2, scrape);
        int At(int offset) => BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(offset));
        return new ScrapeCounts(Complete: At(8), Incomplete: At(16), Downloaded: At(12));
    }

    private async Task<byte[]> AskAsync(IPEndPoint tracker, int action, byte[] request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(Self.Address, 0));
        await socket.ConnectAsync(tracker);
        var connect = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(connect, ProtocolId);
        var connected = await ExchangeAsync(socket, action: 0, connect);
        connected.AsSpan(8, 8).CopyTo(request);
        return await ExchangeAsync(socket, action, request);
    }

    private static async Task<byte[]> ExchangeAsync(Socket socket, int action, byte[] request)
    {
        BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(8), action);
        RandomNumberGenerator.Fill(request.AsSpan(12, 4));
        var buffer = new byte[64 * 1024];
        for (var i = 0; i < Tries; i++)
        {
            // Loopback drops packets when the tracker's receive buffer is full, hence the repetition.
            using var answerTime = new CancellationTokenSource(AnswerTime);
            try
            {
                await socket.SendAsync(request, answerTime.Token);
                int length;
                do length = await socket.ReceiveAsync(buffer, answerTime.Token);
                while (length < 8 || !buffer.AsSpan(4, 4).SequenceEqual(request.AsSpan(12, 4)));
                if (BinaryPrimitives.ReadInt32BigEndian(buffer) == action) return buffer[..length];
                throw new TrackerSaidNoException(Encoding.UTF8.GetString(buffer, 8, length - 8));
            }
            catch (OperationCanceledException)
            {
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
            {
                // Nobody listens yet; the caller's patience decides.
                throw new TimeoutException($"nobody listens on udp {socket.RemoteEndPoint}", refused);
            }
        }

        throw new TimeoutException($"no answer from udp {socket.RemoteEndPoint} to action {action} in {Tries} tries");
    }
}
