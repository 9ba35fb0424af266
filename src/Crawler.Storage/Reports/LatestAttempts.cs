using System.Linq.Expressions;
using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Reports;

/// <summary>Finds the last attempt of every measurement along the log's index.</summary>
internal static class LatestAttempts
{
    /// <summary>The last that fulfil a condition; of two at the same instant the later in the log.</summary>
    public static Task<Dictionary<SessionKey, LatestAttempt>> ReadAsync(
        CrawlerDbContext db, int[] torrentIds, Expression<Func<AnnounceRow, bool>> condition, CancellationToken cancellation) =>
        db.Announces
            .Where(row => torrentIds.Contains(row.TorrentId)).Where(condition)
            .GroupBy(row => new { row.TorrentId, row.TrackerId, row.Family })
            .Select(session => session
                .OrderByDescending(row => row.At)
                .ThenByDescending(row => row.WriterId).ThenByDescending(row => row.Sequence).ThenByDescending(row => row.Ordinal)
                .Select(row => new LatestAttempt
                {
                    TorrentId = row.TorrentId,
                    TrackerId = row.TrackerId,
                    Family = row.Family,
                    At = row.At,
                    Outcome = row.Outcome,
                    Error = row.Error,
                    Complete = row.Complete,
                    Incomplete = row.Incomplete,
                    Downloaded = row.Downloaded,
                })
                .First())
            .ToDictionaryAsync(row => new SessionKey(row.TorrentId, row.TrackerId, row.Family), cancellation);
}

/// <summary>What a report quotes of one attempt.</summary>
internal sealed record LatestAttempt
{
    public int TorrentId { get; init; }
    public int TrackerId { get; init; }
    public AddressFamily Family { get; init; }
    public DateTimeOffset At { get; init; }
    public AttemptOutcome Outcome { get; init; }
    public string? Error { get; init; }
    public long? Complete { get; init; }
    public long? Incomplete { get; init; }
    public long? Downloaded { get; init; }
}
