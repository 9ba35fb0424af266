using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Crawler.Protocol;

/// <summary>
/// One peer as a tracker names it: address and port, 24 bytes, no allocation. IPv4 and IPv6 are different peers
/// even where one host has both.
/// </summary>
public readonly struct PeerEndpoint : IEquatable<PeerEndpoint>, IComparable<PeerEndpoint>
{
    /// <summary>Bytes of one compact IPv4 peer (BEP 23).</summary>
    public const int CompactLengthV4 = 6;

    /// <summary>Bytes of one compact IPv6 peer (BEP 7).</summary>
    public const int CompactLengthV6 = 18;

    private readonly ulong _high;
    private readonly ulong _low;
    private readonly ushort _port;
    private readonly bool _isV6;

    private PeerEndpoint(ulong high, ulong low, ushort port, bool isV6) =>
        (_high, _low, _port, _isV6) = (high, low, port, isV6);

    /// <summary>TCP port; 0 occurs in the wild and means the peer cannot be reached.</summary>
    public int Port => _port;

    /// <summary>Whether the address is IPv6.</summary>
    public bool IsV6 => _isV6;

    /// <summary>The address as a framework object (allocates).</summary>
    public IPAddress Address
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            return new IPAddress(bytes[..WriteAddress(bytes)]);
        }
    }

    /// <summary>Reads 6 bytes: address then port, network order (BEP 23).</summary>
    public static PeerEndpoint FromCompactV4(ReadOnlySpan<byte> bytes) => new(
        0, BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]), isV6: false);

    /// <summary>Reads 18 bytes: address then port, network order (BEP 7).</summary>
    public static PeerEndpoint FromCompactV6(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt16BigEndian(bytes[16..]),
        isV6: true);

    /// <summary>Builds a peer from a framework address; a v4-mapped IPv6 address is the IPv4 peer it stands for.</summary>
    public static PeerEndpoint From(IPAddress address, int port)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)port, ushort.MaxValue, nameof(port));
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[CompactLengthV6];
        address.TryWriteBytes(bytes, out var length);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[length..], (ushort)port);
        return address.AddressFamily == AddressFamily.InterNetwork ? FromCompactV4(bytes) : FromCompactV6(bytes);
    }

    /// <summary>Writes 4 or 16 address bytes; returns how many.</summary>
    public int WriteAddress(Span<byte> destination)
    {
        if (!_isV6)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)_low);
            return 4;
        }

        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
        return 16;
    }

    /// <summary>Writes the compact form (6 or 18 bytes); returns how many.</summary>
    public int WriteCompact(Span<byte> destination)
    {
        var length = WriteAddress(destination);
        BinaryPrimitives.WriteUInt16BigEndian(destination[length..], _port);
        return length + 2;
    }

    /// <inheritdoc/>
    public bool Equals(PeerEndpoint other) =>
        _low == other._low && _high == other._high && _port == other._port && _isV6 == other._isV6;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PeerEndpoint other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_low, _high, _port);

    /// <summary>IPv4 before IPv6, then by address, then by port.</summary>
    public int CompareTo(PeerEndpoint other)
    {
        var order = _isV6.CompareTo(other._isV6);
        if (order == 0) order = _high.CompareTo(other._high);
        if (order == 0) order = _low.CompareTo(other._low);
        return order != 0 ? order : _port.CompareTo(other._port);
    }

    /// <summary><c>192.0.2.1:6881</c> or <c>[2001:db8::1]:6881</c>.</summary>
    public override string ToString() => new IPEndPoint(Address, _port).ToString();

    /// <summary>Same family, address and port.</summary>
    public static bool operator ==(PeerEndpoint left, PeerEndpoint right) => left.Equals(right);

    /// <summary>Different family, address or port.</summary>
    public static bool operator !=(PeerEndpoint left, PeerEndpoint right) => !left.Equals(right);

    /// <summary>Order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(PeerEndpoint left, PeerEndpoint right) => left.CompareTo(right) < 0;

    /// <summary>Order of <see cref="CompareTo"/>.</summary>
    public static bool operator >(PeerEndpoint left, PeerEndpoint right) => left.CompareTo(right) > 0;

    /// <summary>Order of <see cref="CompareTo"/>.</summary>
    public static bool operator <=(PeerEndpoint left, PeerEndpoint right) => left.CompareTo(right) <= 0;

    /// <summary>Order of <see cref="CompareTo"/>.</summary>
    public static bool operator >=(PeerEndpoint left, PeerEndpoint right) => left.CompareTo(right) >= 0;
}
