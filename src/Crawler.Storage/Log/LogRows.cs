using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Model;

namespace Crawler.Storage.Log;

/// <summary>Turns a batch into rows, the same for both stores: absent is null, never 0.</summary>
internal static class LogRows
{
    /// <summary>The rows of <c>announce</c>, in the batch's order.</summary>
    public static IEnumerable<AnnounceRow> Of(LogBatch batch, BatchIds ids)
    {
        for (var i = 0; i < batch.Entries.Count; i++) yield return Of(batch, ids, batch.Entries[i], i);
    }

    private static AnnounceRow Of(LogBatch batch, BatchIds ids, LogEntry entry, int ordinal)
    {
        var attempt = entry.Attempt;
        var key = ids.KeyOf(attempt, attempt.Family);
        var isAnnounce = attempt.Kind == AttemptKind.Announce;
        var reply = isAnnounce && attempt.Succeeded ? attempt.Reply : null;
        return new AnnounceRow
        {
            WriterId = ids.WriterId,
            Sequence = batch.Sequence,
            Ordinal = ordinal,
            CampaignId = batch.CampaignId,
            TorrentId = key.TorrentId,
            TrackerId = key.TrackerId,
            At = attempt.At.ToUniversalTime(),
            Family = key.Family,
            Kind = attempt.Kind,
            Event = isAnnounce ? attempt.Event : null,
            Stage = attempt.Stage,
            Outcome = attempt.Outcome,
            RefusalKind = attempt.RefusalKind,
            Transmissions = attempt.Transmissions,
            NumWant = isAnnounce && attempt.NumWant != AnnounceRequest.DefaultNumWant ? attempt.NumWant : null,
            HttpStatus = attempt.HttpStatus,
            BytesReceived = attempt.BytesReceived,
            DnsUs = Microseconds.Of(attempt.DnsTime),
            RttUs = Microseconds.Of(attempt.RoundTrip),
            Complete = reply?.Complete ?? attempt.Counts?.Complete,
            Incomplete = reply?.Incomplete ?? attempt.Counts?.Incomplete,
            Downloaded = reply?.Downloaded ?? attempt.Counts?.Downloaded,
            IntervalAsked = attempt.IntervalAsked,
            MinIntervalAsked = attempt.MinIntervalAsked,
            IntervalUsedUs = Microseconds.Of(attempt.IntervalUsed),
            RetryAfterUs = Microseconds.Of(attempt.Retry?.After),
            RetryNever = attempt.Retry?.IsNever,
            SkippedPeers = reply?.SkippedPeers,
            Bogons = reply is null ? null : entry.Marks?.Count ?? CountedPeers.Of(attempt).CountBogons(reply.Peers),
            Oddities = reply?.Oddities,
            Address = attempt.Address,
            ExternalAddress = reply?.ExternalAddress,
            OwnIp = attempt.OwnEndpoint?.Address,
            OwnPort = attempt.OwnEndpoint?.Port,
            // Redacted where it was made; once more here, since this is where it would stay.
            Error = StoredText.Clean(attempt.ErrorText is { } error ? attempt.Tracker.Redact(error) : null),
            Warning = StoredText.Clean(reply?.Warning is { } warning ? attempt.Tracker.Redact(warning) : null),
            PeersV4 = reply?.Peers.CompactV4.ToArray(),
            PeersV6 = reply?.Peers.CompactV6.ToArray(),
            Addresses = entry.Marks?.Form ?? AddressForm.AsSent,
            SwarmSince = entry.Look?.Since.ToUniversalTime(),
            SwarmWindow = entry.Look?.Window,
            LargestReply = entry.Look?.LargestReply,
            Fabricates = entry.Look?.Fabricates,
            BogonMarks = reply is not null && entry.Marks is { Bogons.IsEmpty: false } marks ? marks.Bogons.ToArray() : null,
        };
    }
}
