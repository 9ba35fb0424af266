using System.Globalization;
using Crawler.Storage.Log;

namespace Crawler.Storage.Spool;

/// <summary>
/// Batches a store refused, a file each, in the format of a segment; and files that were damaged, as they are. Nothing
/// here stands in anybody's way, and nothing is thrown away.
/// </summary>
/// <param name="path">The folder; made when the first file comes.</param>
/// <param name="create">Makes a file.</param>
internal sealed class AsideFolder(string path, Func<string, Stream> create)
{
    private const string DamagedExtension = ".damaged";

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Bytes of all files.</summary>
    public long Bytes { get; private set; } = Measured(path);

    /// <summary>Batches refused so far, those of earlier runs included.</summary>
    public IReadOnlyList<string> Refused => Files(SpoolSegment.Extension);

    /// <summary>Files that could not be read to their end.</summary>
    public IReadOnlyList<string> Damaged => Files(DamagedExtension);

    /// <summary>Keeps one frame of a segment.</summary>
    public void Keep(SpoolSegment from, ReadOnlySpan<byte> frame)
    {
        SpoolFiles.CreateFolder(path);
        var name = System.IO.Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{from.Number:D8}-{from.Read}{SpoolSegment.Extension}"));
        File.Delete(name); // half of it, from a try that found no room
        using (var file = create(name))
        {
            file.Write(SpoolSegment.Signature);
            file.Write(frame);
        }

        Bytes = Measured(path);
    }

    /// <summary>Keeps a copy of a segment whose end cannot be believed.</summary>
    public void KeepCopy(SpoolSegment damaged)
    {
        SpoolFiles.CreateFolder(path);
        var name = System.IO.Path.Combine(path, System.IO.Path.GetFileName(damaged.Path) + DamagedExtension);
        File.Copy(damaged.Path, name, overwrite: true);
        Bytes = Measured(path);
    }

    /// <summary>
    /// A refused batch, to be tried again: as a writer of its own, since its own writer has gone on, and what comes late
    /// under an old sequence is taken for a replay. Null if it cannot be read.
    /// </summary>
    public static LogBatch? Read(string file)
    {
        var segment = new SpoolSegment(file, 0);
        if (SegmentScan.Run(segment) != SegmentEnd.Whole || segment.Batches != 1) return null;
        var batch = BatchCodec.Read(segment.Peek().Bytes.AsSpan(SpoolFrame.HeadLength));
        return batch with { Writer = string.Create(CultureInfo.InvariantCulture, $"{batch.Writer}/{batch.Sequence}"), Sequence = 1 };
    }

    /// <summary>The store has taken it.</summary>
    public void Delete(string file)
    {
        File.Delete(file);
        Bytes = Measured(path);
    }

    private static long Measured(string folder) => Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length) : 0;

    private string[] Files(string extension) => Directory.Exists(path) ? [.. Directory.GetFiles(path, "*" + extension).Order(StringComparer.Ordinal)] : [];
}
