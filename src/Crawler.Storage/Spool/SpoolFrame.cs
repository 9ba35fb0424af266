using System.Buffers.Binary;

namespace Crawler.Storage.Spool;

/// <summary>
/// One batch in a file:
/// <code>
/// 0         4         8          12         20          20 + length
/// | length  | CRC-32C | entries  | spooled  | batch     |
/// </code>
/// Little-endian. Length is the batch's alone, never 0. The checksum covers everything after itself. Entries are the
/// attempts in it; spooled is the time, UTC, in ticks.
/// </summary>
/// <param name="Length">Bytes of the batch.</param>
/// <param name="Checksum">Over what follows it.</param>
/// <param name="Entries">Attempts in the batch.</param>
/// <param name="SpooledAt">When it was written.</param>
internal readonly record struct SpoolFrame(int Length, uint Checksum, int Entries, DateTimeOffset SpooledAt)
{
    /// <summary>Bytes before the batch.</summary>
    public const int HeadLength = 20;

    private const int CheckedFrom = 8;

    /// <summary>Bytes with the head.</summary>
    public long WholeLength => (long)HeadLength + Length;

    /// <summary>Fills in the head before a batch that was written behind it.</summary>
    public static void Seal(Span<byte> frame, int entries, DateTimeOffset at)
    {
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - HeadLength);
        BinaryPrimitives.WriteInt32LittleEndian(frame[8..], entries);
        BinaryPrimitives.WriteInt64LittleEndian(frame[12..], at.UtcTicks);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Crc32C.Of(frame[CheckedFrom..]));
    }

    /// <summary>Reads a head; what it says is checked by <see cref="IsWhole"/>.</summary>
    public static SpoolFrame ReadHead(ReadOnlySpan<byte> head) => new(
        BinaryPrimitives.ReadInt32LittleEndian(head),
        BinaryPrimitives.ReadUInt32LittleEndian(head[4..]),
        BinaryPrimitives.ReadInt32LittleEndian(head[8..]),
        new DateTimeOffset(Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(head[12..]), 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero));

    /// <summary>Whether a frame's bytes are the ones it was sealed with.</summary>
    public bool IsWhole(ReadOnlySpan<byte> frame) =>
        Length > 0 && Entries >= 0 && frame.Length == WholeLength && Crc32C.Of(frame[CheckedFrom..]) == Checksum;
}
