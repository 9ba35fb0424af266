using System.Buffers.Binary;
using System.Text;

namespace Crawler.Storage.Spool;

/// <summary>
/// Appends values to a buffer that grows and is used again for the next batch. Whole numbers take as many bytes as they
/// need (LEB128, signed ones folded so that small negative numbers stay small): most of a batch is small numbers.
/// </summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[64 << 10];
    private int _length;

    /// <summary>What was written.</summary>
    public Span<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Begins again, leaving room for a head that is filled in at the end.</summary>
    public void Begin(int head)
    {
        _length = 0;
        Take(head).Clear();
    }

    /// <summary>One byte.</summary>
    public void Byte(byte value) => Take(1)[0] = value;

    /// <summary>A whole number that is never negative.</summary>
    public void Unsigned(ulong value)
    {
        for (; value >= 0x80; value >>= 7) Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    /// <summary>A whole number.</summary>
    public void Signed(long value) => Unsigned((ulong)(value << 1) ^ (ulong)(value >> 63));

    /// <summary>All 64 bits: infinities and NaN come back as they were.</summary>
    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);

    /// <summary>To the tick of 100 ns.</summary>
    public void Duration(TimeSpan value) => Signed(value.Ticks);

    /// <summary>The instant; its offset from UTC is not kept, as the stores keep none.</summary>
    public void Time(DateTimeOffset value) => Unsigned((ulong)value.UtcTicks);

    /// <summary>Bytes, their number first.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        Unsigned((ulong)value.Length);
        Raw(value);
    }

    /// <summary>Bytes whose number the reader knows.</summary>
    public void Raw(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>UTF-8; what is no text (an unpaired surrogate) becomes U+FFFD, as it would in the stores.</summary>
    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Unsigned((ulong)length);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    private Span<byte> Take(int count)
    {
        if (_bytes.Length - _length < count) Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, (long)_length + count)));
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
