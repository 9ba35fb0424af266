using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Crawler.Protocol;

/// <summary>
/// The 20 bytes that name a swarm towards a tracker: SHA-1 of the raw <c>info</c> slice (BEP 3), or the first
/// 20 bytes of its SHA-256 (BEP 52). A value, 20 bytes wide, ordered bytewise.
/// </summary>
public readonly struct InfoHash : IEquatable<InfoHash>, IComparable<InfoHash>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 20;

    private readonly ulong _head;
    private readonly ulong _middle;
    private readonly uint _tail;

    /// <summary>Reads an infohash from exactly 20 bytes.</summary>
    /// <exception cref="ArgumentException">The span is not 20 bytes long.</exception>
    public InfoHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"an infohash is {Length} bytes, not {bytes.Length}", nameof(bytes));
        _head = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _middle = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _tail = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
    }

    /// <summary>The v1 infohash of a raw <c>info</c> slice (BEP 3): its SHA-1.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "BEP 3 defines the infohash as SHA-1.")]
    public static InfoHash OfInfoV1(ReadOnlySpan<byte> rawInfo)
    {
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(rawInfo, digest);
        return new InfoHash(digest);
    }

    /// <summary>Writes the 20 bytes to <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _head);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _middle);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], _tail);
    }

    /// <summary>The 20 bytes in a new array.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Reads 40 hexadecimal digits or 32 base32 characters (the two forms of <c>urn:btih:</c>).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out InfoHash hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        hash = default;
        var ok = text.Length switch
        {
            40 => Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done,
            32 => Base32.TryDecode(text, bytes),
            _ => false,
        };
        if (ok) hash = new InfoHash(bytes);
        return ok;
    }

    /// <summary>As <see cref="TryParse"/>, for text known to be an infohash.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static InfoHash Parse(string text) => TryParse(text, out var hash)
        ? hash
        : throw new FormatException($"'{text}' is not an infohash: 40 hexadecimal digits or 32 base32 characters");

    /// <summary>40 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <inheritdoc/>
    public bool Equals(InfoHash other) => _head == other._head && _middle == other._middle && _tail == other._tail;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is InfoHash other && Equals(other);

    /// <summary>The hash is uniform already, so its head serves.</summary>
    public override int GetHashCode() => _head.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(InfoHash other)
    {
        var order = _head.CompareTo(other._head);
        if (order == 0) order = _middle.CompareTo(other._middle);
        return order != 0 ? order : _tail.CompareTo(other._tail);
    }

    /// <summary>Bytewise equality.</summary>
    public static bool operator ==(InfoHash left, InfoHash right) => left.Equals(right);

    /// <summary>Bytewise inequality.</summary>
    public static bool operator !=(InfoHash left, InfoHash right) => !left.Equals(right);

    /// <summary>Bytewise order.</summary>
    public static bool operator <(InfoHash left, InfoHash right) => left.CompareTo(right) < 0;

    /// <summary>Bytewise order.</summary>
    public static bool operator >(InfoHash left, InfoHash right) => left.CompareTo(right) > 0;

    /// <summary>Bytewise order.</summary>
    public static bool operator <=(InfoHash left, InfoHash right) => left.CompareTo(right) <= 0;

    /// <summary>Bytewise order.</summary>
    public static bool operator >=(InfoHash left, InfoHash right) => left.CompareTo(right) >= 0;
}
