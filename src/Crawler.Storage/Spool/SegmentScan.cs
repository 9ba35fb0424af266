namespace Crawler.Storage.Spool;

/// <summary>What a process that died left of a segment.</summary>
internal enum SegmentEnd
{
    /// <summary>The last frame is whole.</summary>
    Whole,

    /// <summary>A frame whose end is missing: the write was cut off, so the batch was never taken.</summary>
    Torn,

    /// <summary>A frame that is not what it was: the disk, or a machine that lost its power.</summary>
    Damaged,

    /// <summary>Not a segment.</summary>
    Foreign,

    /// <summary>Of a newer version of the format.</summary>
    Newer,
}

/// <summary>Walks a segment from an earlier run, frame by frame, up to where it can be believed.</summary>
internal static class SegmentScan
{
    /// <summary>Counts the whole frames of a file into its segment.</summary>
    public static SegmentEnd Run(SpoolSegment segment)
    {
        using var file = SpoolFiles.OpenToRead(segment.Path);
        var size = file.Length;
        if (size < SpoolSegment.SignatureLength) return SegmentEnd.Torn;
        var signature = new byte[SpoolSegment.SignatureLength];
        file.ReadExactly(signature);
        if (!signature.AsSpan(..^1).SequenceEqual(SpoolSegment.Signature[..^1])) return SegmentEnd.Foreign;
        if (signature[^1] != SpoolSegment.Signature[^1]) return SegmentEnd.Newer;

        var bytes = new byte[64 << 10];
        while (segment.Length < size)
        {
            if (size - segment.Length < SpoolFrame.HeadLength) return SegmentEnd.Torn;
            file.ReadExactly(bytes, 0, SpoolFrame.HeadLength);
            var frame = SpoolFrame.ReadHead(bytes);
            if (frame.Length <= 0 || frame.WholeLength > Array.MaxLength) return SegmentEnd.Damaged;
            if (frame.WholeLength > size - segment.Length) return SegmentEnd.Torn;
            if (bytes.Length < frame.WholeLength) Array.Resize(ref bytes, (int)frame.WholeLength);
            var whole = bytes.AsSpan(0, (int)frame.WholeLength);
            file.ReadExactly(whole[SpoolFrame.HeadLength..]);
            if (!frame.IsWhole(whole)) return SegmentEnd.Damaged;
            segment.Length += frame.WholeLength;
            segment.Batches++;
            segment.Entries += frame.Entries;
        }

        return SegmentEnd.Whole;
    }
}
