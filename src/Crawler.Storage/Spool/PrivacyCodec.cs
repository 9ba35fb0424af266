using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;

namespace Crawler.Storage.Spool;

/// <summary>
/// The end of a batch's bytes: what its peers' addresses no longer tell, and the addresses where they are wanted. Left out where it
/// would say nothing, so that batches from before it was there are read as what they are: addresses as sent.
/// </summary>
/// <remarks>
/// for each entry: 0, or form + 1 and the marks · for each entry: 0, or 1 and its peers as sent.
/// </remarks>
internal static class PrivacyCodec
{
    /// <summary>Whether it says anything.</summary>
    public static bool IsNeeded(LogBatch batch) => batch.Entries.Any(entry => entry.Marks is not null || entry.AsSent is not null);

    /// <summary>Appends it.</summary>
    public static void Write(ByteWriter to, LogBatch batch)
    {
        foreach (var entry in batch.Entries)
        {
            to.Byte(entry.Marks is { } marks ? (byte)((int)marks.Form + 1) : (byte)0);
            if (entry.Marks is not null) to.Bytes(entry.Marks.Bogons.Span);
        }

        foreach (var entry in batch.Entries)
        {
            to.Byte(entry.AsSent is null ? (byte)0 : (byte)1);
            if (entry.AsSent is not { } peers) continue;
            to.Bytes(peers.CompactV4.Span);
            to.Bytes(peers.CompactV6.Span);
        }
    }

    /// <summary>The inverse.</summary>
    public static LogBatch Read(ref ByteReader from, LogBatch batch)
    {
        if (from.IsAtEnd) return batch;
        LogEntry[] entries = [.. batch.Entries];
        for (var i = 0; i < entries.Length; i++)
            if (from.Byte() is > 0 and var form) entries[i] = entries[i] with { Marks = PeerMarks.From((AddressForm)(form - 1), from.Bytes().ToArray()) };
        for (var i = 0; i < entries.Length; i++)
            if (from.Byte() > 0) entries[i] = entries[i] with { AsSent = new PeerList(from.Bytes().ToArray(), from.Bytes().ToArray()) };
        return batch with { Entries = entries };
    }
}
