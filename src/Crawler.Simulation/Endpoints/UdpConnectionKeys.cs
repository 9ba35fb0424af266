using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;

namespace Crawler.Simulation.Endpoints;

/// <summary>
/// Connection ids of BEP 15, which keep senders with forged addresses out. Nothing is stored: an id is a keyed hash of
/// the sender and of the two minutes it was given in, and is taken in those and the next two.
/// </summary>
/// <param name="secret">The key.</param>
internal sealed class UdpConnectionKeys(byte[] secret)
{
    private const long WindowSeconds = 120;

    /// <summary>The id for a sender now.</summary>
    public ulong Give(IPEndPoint to, DateTimeOffset now) => Id(to, Window(now));

    /// <summary>Whether an id was given to this sender within two to four minutes.</summary>
    public bool Accepts(ulong id, IPEndPoint from, DateTimeOffset now) => id == Id(from, Window(now)) || id == Id(from, Window(now) - 1);

    private static long Window(DateTimeOffset now) => now.ToUnixTimeSeconds() / WindowSeconds;

    private ulong Id(IPEndPoint peer, long window)
    {
        Span<byte> text = stackalloc byte[16 + sizeof(int) + sizeof(long)];
        text.Clear();
        peer.Address.TryWriteBytes(text, out _);
        BinaryPrimitives.WriteInt32BigEndian(text[16..], peer.Port);
        BinaryPrimitives.WriteInt64BigEndian(text[20..], window);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, text, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
