using Crawler.Storage.Spool;

namespace Crawler.Storage.Journal;

/// <summary>A file of calls: sixteen bytes that say what it is, then records of <see cref="JournalRecord.Length"/>, some of them empty.</summary>
internal static class JournalFile
{
    /// <summary>Bytes before the first record.</summary>
    public const int HeadLength = 16;

    /// <summary>The last byte is the version of the format.</summary>
    private static ReadOnlySpan<byte> Signature => "CRWCALL\0\0\0\0\0\0\0\0\x01"u8;

    /// <summary>The calls in a file, in no order; none if there is no such file.</summary>
    /// <exception cref="SpoolException">The file is not of this kind, or of a newer version.</exception>
    public static IEnumerable<JournaledCall> Read(string path)
    {
        if (!File.Exists(path)) yield break;
        using var file = SpoolFiles.OpenToRead(path);
        var page = new byte[JournalRecord.Length * 1024];
        if (file.Length < HeadLength) yield break; // killed while it was made
        file.ReadExactly(page, 0, HeadLength);
        if (!page.AsSpan(0, HeadLength).SequenceEqual(Signature)) throw new SpoolException($"{path} is not a journal of this crawler's version: end the crawl with the one that wrote it");
        int read;
        while ((read = file.ReadAtLeast(page, page.Length, throwOnEndOfStream: false)) > 0)
        {
            for (var at = 0; at + JournalRecord.Length <= read; at += JournalRecord.Length)
                if (JournalRecord.TryRead(page.AsSpan(at, JournalRecord.Length), out var call)) yield return call;
        }
    }

    /// <summary>Makes a file whole, then gives it its name: there is the old one or the new one, never half of one.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="calls">What is in it.</param>
    /// <param name="room">Records there is room for. Written as zeros, not left as a hole: writing to a map of a hole on a full disk would end the process.</param>
    public static void Replace(string path, IReadOnlyCollection<JournaledCall> calls, int room)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        using (var file = SpoolFiles.Create(fresh))
        {
            file.Write(Signature);
            var page = new byte[JournalRecord.Length * 1024];
            using var next = calls.GetEnumerator();
            for (var left = Math.Max(room, calls.Count); left > 0; left -= 1024)
            {
                var records = Math.Min(left, 1024);
                page.AsSpan().Clear();
                for (var i = 0; i < records && next.MoveNext(); i++) JournalRecord.Write(page.AsSpan(i * JournalRecord.Length, JournalRecord.Length), next.Current);
                file.Write(page, 0, records * JournalRecord.Length);
            }
        }

        File.Move(fresh, path, overwrite: true);
    }
}
