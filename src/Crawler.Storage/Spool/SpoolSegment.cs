using System.Globalization;

namespace Crawler.Storage.Spool;

/// <summary>
/// One file of a spool, <c>00000001.spool</c>: eight bytes that say what it is, then frames, one behind the other. Reads
/// from the front; that what was delivered stays in the file until all of it was costs a replay at worst, which changes
/// nothing in the store.
/// </summary>
/// <param name="path">Where it is.</param>
/// <param name="number">Its place among the others.</param>
internal sealed class SpoolSegment(string path, long number)
{
    /// <summary>The end of every segment's name.</summary>
    public const string Extension = ".spool";

    /// <summary>Length of <see cref="Signature"/>.</summary>
    public const int SignatureLength = 8;

    /// <summary>The last byte is the version of the format.</summary>
    public static ReadOnlySpan<byte> Signature => "CRWSPL\0\x01"u8;

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Its place among the others, from 1.</summary>
    public long Number => number;

    /// <summary>Bytes up to the end of the last whole frame.</summary>
    public long Length { get; set; } = SignatureLength;

    /// <summary>Where the next frame to be delivered begins.</summary>
    public long Read { get; set; } = SignatureLength;

    /// <summary>Batches not delivered yet.</summary>
    public long Batches { get; set; }

    /// <summary>Attempts not delivered yet.</summary>
    public long Entries { get; set; }

    /// <summary>Whether everything in it was delivered.</summary>
    public bool IsDrained => Read >= Length;

    /// <summary>The name of the segment with a number.</summary>
    public static string NameOf(long number) => number.ToString("D8", CultureInfo.InvariantCulture) + Extension;

    /// <summary>The number in a segment's name; null if it is no segment's.</summary>
    public static long? NumberOf(string path) =>
        long.TryParse(System.IO.Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The frame at <see cref="Read"/>, whole or not, and its head.</summary>
    public (SpoolFrame Frame, byte[] Bytes) Peek()
    {
        using var file = SpoolFiles.OpenToRead(path);
        file.Position = Read;
        Span<byte> head = stackalloc byte[SpoolFrame.HeadLength];
        file.ReadExactly(head);
        var frame = SpoolFrame.ReadHead(head);
        if (frame.Length <= 0 || frame.WholeLength > Length - Read) return (frame, []);
        var bytes = new byte[frame.WholeLength];
        head.CopyTo(bytes);
        file.ReadExactly(bytes.AsSpan(SpoolFrame.HeadLength));
        return (frame, bytes);
    }

    /// <summary>Passes over the frame that was peeked at.</summary>
    public void Pass(SpoolFrame frame)
    {
        Read += frame.WholeLength;
        Batches--;
        Entries -= frame.Entries;
    }
}
