using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Views;

/// <summary>
/// Reads how every tracker stands. A day's hours and a month's days are added up here, with their round trips; a year's days
/// by the database, without.
/// </summary>
internal static class TrackerStandingQuery
{
    /// <summary>Every tracker.</summary>
    public static async Task<IReadOnlyList<TrackerStanding>> ReadAsync(CrawlerDbContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var trackers = await db.Trackers.OrderBy(row => row.Id).ToListAsync(cancellation);
        var sums = trackers.ToDictionary(row => row.Id, _ => new TrackerSums());
        await foreach (var hour in db.TrackerHours.Where(row => row.Hour > now.AddDays(-1) && row.Hour <= now).AsAsyncEnumerable().WithCancellation(cancellation))
            sums.GetValueOrDefault(hour.TrackerId)?.Add(hour);
        var (week, month) = (today.AddDays(-6), today.AddDays(-29));
        await foreach (var day in db.TrackerDays.Where(row => row.Day >= month).AsAsyncEnumerable().WithCancellation(cancellation))
            sums.GetValueOrDefault(day.TrackerId)?.Add(day, isInWeek: day.Day >= week);
        await AddYearAsync(db, today.AddDays(-364), sums, cancellation);
        var registered = await db.TorrentTrackers.GroupBy(row => row.TrackerId)
            .Select(tracker => new { tracker.Key, Count = tracker.Count() }).ToDictionaryAsync(tracker => tracker.Key, tracker => tracker.Count, cancellation);
        var last = await LastAsync(db, cancellation);
        return [.. trackers.Select(row => Standing(row, sums[row.Id], registered.GetValueOrDefault(row.Id), last.GetValueOrDefault(row.Id)))];
    }

    private static async Task AddYearAsync(CrawlerDbContext db, DateTimeOffset from, Dictionary<int, TrackerSums> sums, CancellationToken cancellation)
    {
        var years = db.TrackerDays.Where(row => row.Day >= from).GroupBy(row => row.TrackerId).Select(tracker => new
        {
            tracker.Key,
            First = tracker.Min(row => row.Day),
            Known = tracker.Sum(row => (long)row.Known),
            Up = tracker.Sum(row => (long)row.Up),
            Ok = tracker.Sum(row => (long)row.Ok),
            Others = tracker.Sum(row => (long)row.Refused + row.Gone + row.Malformed + row.Overloaded + row.HttpError + row.Timeout
                + row.DnsFailed + row.ConnectFailed + row.TlsFailed),
        });
        await foreach (var year in years.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (!sums.TryGetValue(year.Key, out var tracker)) continue;
            tracker.FirstDay = year.First;
            tracker.Year = new TrackerSpan(year.Known, year.Up, year.Ok + year.Others, year.Ok, null, null);
        }
    }

    /// <summary>A step down an index for each tracker, instead of a walk over all torrents of each.</summary>
    private static async Task<Dictionary<int, (DateTimeOffset At, AttemptOutcome Outcome)>> LastAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var calls = await db.Trackers.Select(tracker => new
        {
            tracker.Id,
            At = db.LatestCalls.Where(call => call.TrackerId == tracker.Id).OrderByDescending(call => call.At).Select(call => (DateTimeOffset?)call.At).FirstOrDefault(),
            Outcome = db.LatestCalls.Where(call => call.TrackerId == tracker.Id).OrderByDescending(call => call.At).Select(call => (AttemptOutcome?)call.Outcome).FirstOrDefault(),
        }).ToListAsync(cancellation);
        return calls.Where(call => call.At is not null && call.Outcome is not null).ToDictionary(call => call.Id, call => (call.At!.Value, call.Outcome!.Value));
    }

    private static TrackerStanding Standing(TrackerRow row, TrackerSums sums, int torrents, (DateTimeOffset At, AttemptOutcome Outcome) last) => new()
    {
        Id = row.Id,
        Url = row.Shown(),
        Scheme = row.Scheme,
        Host = row.ShownHost(),
        Port = row.Port,
        IsSecret = row.Shown().Contains("***", StringComparison.Ordinal),
        Torrents = torrents,
        FirstAt = sums.FirstDay,
        LastAt = last.At == default ? null : last.At,
        LastOutcome = last.At == default ? null : last.Outcome,
        IsUp = sums.IsUp,
        Families = [.. sums.Answering.Where(family => family != AddressFamily.Unspecified).OrderBy(family => family.ToNumber())],
        Day = sums.Day.Span(),
        Week = sums.Week.Span(),
        Month = sums.Month.Span(),
        Year = sums.Year,
        IntervalAsked = sums.Month.Sum.IntervalAsked,
        MinIntervalAsked = sums.Month.Sum.MinIntervalAsked,
    };
}
