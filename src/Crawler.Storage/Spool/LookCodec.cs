using Crawler.Storage.Log;

namespace Crawler.Storage.Spool;

/// <summary>The very end of a batch's bytes: what its attempts counted for. Left out where none did, as in batches from before it was there.</summary>
/// <remarks>for each entry: window, or 0 if it counted for none · when its record began, largest reply, whether its tracker makes peers up.</remarks>
internal static class LookCodec
{
    /// <summary>Whether it says anything.</summary>
    public static bool IsNeeded(LogBatch batch) => batch.Entries.Any(entry => entry.Look is not null);

    /// <summary>Appends it.</summary>
    public static void Write(ByteWriter to, LogBatch batch)
    {
        foreach (var entry in batch.Entries)
        {
            to.Unsigned((ulong)(entry.Look?.Window ?? 0));
            if (entry.Look is not { } look) continue;
            to.Time(look.Since);
            to.Signed(look.LargestReply);
            to.Byte(look.Fabricates ? (byte)1 : (byte)0);
        }
    }

    /// <summary>The inverse.</summary>
    public static LogBatch Read(ref ByteReader from, LogBatch batch)
    {
        if (from.IsAtEnd) return batch;
        LogEntry[] entries = [.. batch.Entries];
        for (var i = 0; i < entries.Length; i++)
            if ((int)from.Unsigned() is > 0 and var window) entries[i] = entries[i] with { Look = new(from.Time(), window, from.Int(), from.Byte() != 0) };
        return batch with { Entries = entries };
    }
}
