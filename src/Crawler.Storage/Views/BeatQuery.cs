using System.Runtime.CompilerServices;
using Crawler.Storage.Model;
using Crawler.Storage.Reports;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Views;

/// <summary>Reads trackers quarter by quarter.</summary>
internal static class BeatQuery
{
    /// <summary>The beats of some trackers.</summary>
    public static async Task<IReadOnlyDictionary<int, IReadOnlyList<Beat>>> ReadAsync(
        CrawlerDbContext db, IReadOnlyCollection<int> trackers, TimeWindow window, CancellationToken cancellation)
    {
        var hours = db.TrackerHours.Where(row => trackers.Contains(row.TrackerId));
        var beats = new Dictionary<int, IReadOnlyList<Beat>>();
        await foreach (var (tracker, found) in TrackersAsync(hours, window, cancellation)) beats[tracker] = found;
        return beats;
    }

    /// <summary>Where trackers turned, latest first.</summary>
    public static async Task<IReadOnlyList<TrackerTurn>> TurnsAsync(CrawlerDbContext db, TimeWindow window, int most, CancellationToken cancellation)
    {
        var turns = new List<(int Tracker, Turn Turn)>();
        var hours = db.TrackerHours.Where(row => row.TrackerId != TrackerTally.AllTrackers);
        await foreach (var (tracker, beats) in TrackersAsync(hours, window, cancellation))
            turns.AddRange(Turn.Of(beats).Select(turn => (tracker, turn)));
        turns = [.. turns.OrderByDescending(turn => turn.Turn.At).ThenBy(turn => turn.Tracker).Take(most)];
        var names = await TrackerNames.ReadAsync(db, turns.Select(turn => turn.Tracker), cancellation);
        return [.. turns.Select(turn => new TrackerTurn(turn.Tracker, names.GetValueOrDefault(turn.Tracker, ""), turn.Turn.At, turn.Turn.IsUp, turn.Turn.Before))];
    }

    private static async IAsyncEnumerable<(int Tracker, IReadOnlyList<Beat> Beats)> TrackersAsync(
        IQueryable<TrackerHourRow> hours, TimeWindow window, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The hour that the window begins in counts from its beginning.
        var from = window.From.AddHours(-1);
        var rows = hours.Where(row => row.Hour > from && row.Hour < window.To && row.Known != 0)
            .OrderBy(row => row.TrackerId).ThenBy(row => row.Hour)
            .Select(row => new { row.TrackerId, row.Hour, row.Known, row.Up });
        var (tracker, beats) = (0, new List<Beat>());
        var (hour, known, up) = (DateTimeOffset.MinValue, 0, 0);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (row.TrackerId != tracker || row.Hour != hour) Close();
            if (row.TrackerId != tracker)
            {
                if (beats.Count > 0) yield return (tracker, beats);
                (tracker, beats) = (row.TrackerId, []);
            }

            (hour, known, up) = (row.Hour, known | (ushort)row.Known, up | (ushort)row.Up);
        }

        Close();
        if (beats.Count > 0) yield return (tracker, beats);

        void Close()
        {
            for (var quarter = 0; quarter < 4 && known != 0; quarter++)
            {
                var at = hour.AddMinutes(15 * quarter);
                if ((known & (1 << quarter)) != 0 && at > window.From.AddMinutes(-15) && at < window.To) beats.Add(new Beat(at, (up & (1 << quarter)) != 0));
            }

            (known, up) = (0, 0);
        }
    }
}
