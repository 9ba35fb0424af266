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

    /// <summary>The last segment anything here came from; 0 if none. Its number is not used again, or one batch would take another's place.</summary>
    public long LastNumber => Refused.Concat(Damaged).Max(file => (long?)PlaceOf(file).Number) ?? 0;

    /// <summary>Keeps one frame of a segment.</summary>
    public void Keep(SpoolSegment from, ReadOnlySpan<byte> frame)
    {
        SpoolFiles.CreateFolder(path);
        var name = System.IO.Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{from.Number:D8}-{from.Read}{SpoolSegment.Extension}"));
        var half = name + ".half";
        File.Delete(half); // from a try that found no room
        using (var file = create(half))
        {
            file.Write(SpoolSegment.Signature);
            file.Write(frame);
        }

        File.Move(half, name, overwrite: true);
        Bytes = Measured(path);
    }

    /// <summary>Where in a segment the last frame begins that is kept here, 0 if none is: it and all before it were passed.</summary>
    public long LastRead(long number) => Refused.Select(PlaceOf).Where(place => place.Number == number).Max(place => (long?)place.Read) ?? 0;

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

    /// <summary>The segment a file came from, and where in it its frame began; 0 where the name does not say.</summary>
    private static (long Number, long Read) PlaceOf(string file)
    {
        var parts = System.IO.Path.GetFileName(file).Split('-', '.');
        return (Number(parts[0]), Number(parts[1]));

        static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static long Measured(string folder) => Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length) : 0;

    private string[] Files(string extension) => Directory.Exists(path) ? [.. Directory.GetFiles(path, "*" + extension).Order(StringComparer.Ordinal)] : [];
}
