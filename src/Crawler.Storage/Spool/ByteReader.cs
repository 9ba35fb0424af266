using System.Buffers.Binary;
using System.Text;

namespace Crawler.Storage.Spool;

/// <summary>Reads what <see cref="ByteWriter"/> wrote. Never reads past the end, nor believes a length that does not fit.</summary>
/// <remarks>Every member throws <see cref="InvalidDataException"/> where the bytes end too soon or cannot be such a value.</remarks>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether all was read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>One byte.</summary>
    public byte Byte() => Raw(1)[0];

    /// <summary>A whole number that is never negative.</summary>
    public ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw new InvalidDataException("a number is longer than 64 bits");
    }

    /// <summary>A whole number.</summary>
    public long Signed()
    {
        var folded = Unsigned();
        return (long)(folded >> 1) ^ -(long)(folded & 1);
    }

    /// <summary>A whole number of 32 bits.</summary>
    public int Int() => Signed() is var value && (int)value == value ? (int)value : throw new InvalidDataException("a number is out of its range");

    /// <summary>How many of something follow, each of at least one byte.</summary>
    public int Count() => Unsigned() is var count && count <= (ulong)_rest.Length ? (int)count : throw new InvalidDataException("a count is larger than what follows");

    /// <summary>All 64 bits.</summary>
    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Raw(sizeof(double)));

    /// <summary>To the tick.</summary>
    public TimeSpan Duration() => new(Signed());

    /// <summary>The instant, in UTC.</summary>
    public DateTimeOffset Time() => Unsigned() is var ticks && ticks <= (ulong)DateTimeOffset.MaxValue.UtcTicks
        ? new DateTimeOffset((long)ticks, TimeSpan.Zero)
        : throw new InvalidDataException("a time is out of its range");

    /// <summary>Bytes, their number first.</summary>
    public ReadOnlySpan<byte> Bytes() => Raw(Count());

    /// <summary>So many bytes.</summary>
    public ReadOnlySpan<byte> Raw(int count)
    {
        if (count > _rest.Length) throw new InvalidDataException("it ends too soon");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    /// <summary>UTF-8.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes());
}
