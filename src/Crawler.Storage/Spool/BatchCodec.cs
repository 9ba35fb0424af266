using Crawler.Protocol.Net;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;

namespace Crawler.Storage.Spool;

/// <summary>
/// A batch as bytes and back, losing nothing that a store would keep. Whole tracker URLs are in it, passkeys included,
/// each once: whoever writes the bytes keeps them to their owner.
/// </summary>
/// <remarks>
/// writer, sequence, campaign · number of trackers, their URLs · number of entries, for each: tracker, attempt, whether a
/// schedule follows, the schedule · number of estimates, for each: tracker + 1 or 0, the estimate · what
/// <see cref="PrivacyCodec"/> writes · what <see cref="LookCodec"/> writes · what <see cref="OriginCodec"/> writes ·
/// what <see cref="ClientCodec"/> writes.
/// </remarks>
internal static class BatchCodec
{
    /// <summary>Appends a batch.</summary>
    public static void Write(ByteWriter to, LogBatch batch)
    {
        to.Text(batch.Writer);
        to.Signed(batch.Sequence);
        to.Signed(batch.CampaignId);
        var trackers = Places(batch);
        to.Unsigned((ulong)trackers.Count);
        foreach (var (tracker, _) in trackers.OrderBy(pair => pair.Value)) to.Text(tracker.Reveal());

        to.Unsigned((ulong)batch.Entries.Count);
        foreach (var entry in batch.Entries)
        {
            to.Unsigned((ulong)trackers[entry.Attempt.Tracker]);
            AttemptCodec.Write(to, entry.Attempt);
            to.Byte(entry.Schedule is null ? (byte)0 : (byte)1);
            if (entry.Schedule is { } schedule) ScheduleCodec.Write(to, schedule);
        }

        to.Unsigned((ulong)batch.Estimates.Count);
        foreach (var estimate in batch.Estimates)
        {
            to.Unsigned(estimate.Tracker is { } tracker ? (ulong)trackers[tracker] + 1 : 0);
            EstimateCodec.Write(to, estimate);
        }

        // Each end is left out where neither it nor what follows has anything to say.
        var hasClients = batch.Clients.Count > 0;
        var hasOrigins = hasClients || batch.Origins.Count > 0;
        var hasLooks = hasOrigins || LookCodec.IsNeeded(batch);
        if (hasLooks || PrivacyCodec.IsNeeded(batch)) PrivacyCodec.Write(to, batch);
        if (hasLooks) LookCodec.Write(to, batch);
        if (hasOrigins) OriginCodec.Write(to, batch);
        if (hasClients) ClientCodec.Write(to, batch);
    }

    /// <summary>The inverse.</summary>
    /// <exception cref="InvalidDataException">The bytes are no batch.</exception>
    public static LogBatch Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var from = new ByteReader(bytes);
            var batch = Read(ref from);
            return from.IsAtEnd ? batch : throw new InvalidDataException("something follows it");
        }
        catch (Exception error) when (error is ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // What a value's own type does not accept: no infohash, no address, no tracker URL.
            throw new InvalidDataException(error.Message, error);
        }
    }

    private static LogBatch Read(ref ByteReader from)
    {
        var batch = new LogBatch { Writer = from.Text(), Sequence = from.Signed(), CampaignId = from.Int(), Entries = [] };
        var trackers = new TrackerUrl[from.Count()];
        for (var i = 0; i < trackers.Length; i++) trackers[i] = TrackerUrl.Parse(from.Text());

        var entries = new LogEntry[from.Count()];
        for (var i = 0; i < entries.Length; i++)
        {
            var attempt = AttemptCodec.Read(ref from, trackers[(int)from.Unsigned()]);
            entries[i] = new LogEntry(attempt, from.Byte() == 0 ? null : ScheduleCodec.Read(ref from));
        }

        var estimates = new EstimateEntry[from.Count()];
        for (var i = 0; i < estimates.Length; i++)
        {
            var tracker = (int)from.Unsigned();
            estimates[i] = EstimateCodec.Read(ref from, tracker == 0 ? null : trackers[tracker - 1]);
        }

        batch = PrivacyCodec.Read(ref from, batch with { Entries = entries, Estimates = estimates });
        batch = LookCodec.Read(ref from, batch);
        batch = OriginCodec.Read(ref from, batch);
        return ClientCodec.Read(ref from, batch);
    }

    private static Dictionary<TrackerUrl, int> Places(LogBatch batch)
    {
        var places = new Dictionary<TrackerUrl, int>();
        foreach (var entry in batch.Entries) places.TryAdd(entry.Attempt.Tracker, places.Count);
        foreach (var estimate in batch.Estimates)
            if (estimate.Tracker is { } tracker) places.TryAdd(tracker, places.Count);
        return places;
    }
}
