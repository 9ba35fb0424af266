using System.Collections.Concurrent;
using Crawler.Storage.Views;

namespace Crawler.Web.Pages.Open;

/// <summary>Thirty days of trackers' beats, read at most every half minute: the public page costs the same however many look at it.</summary>
/// <param name="views">Reads them.</param>
/// <param name="time">Tells when half a minute is over.</param>
public sealed class StatusBeats(ICrawlViews views, TimeProvider time)
{
    /// <summary>How long what was read is shown.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    /// <summary>Days shown.</summary>
    public const int Days = 30;

    private const int MostPages = 64;

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, Lazy<Task<IReadOnlyDictionary<int, IReadOnlyList<Beat>>>> Read)> _pages = new();

    /// <summary>The midnight (UTC) that the first day begins at.</summary>
    public DateTimeOffset From => new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(1 - Days);

    /// <summary>The beats of some trackers. One reader reads; whoever asks meanwhile waits for the same.</summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<Beat>>> ReadAsync(IReadOnlyList<int> trackers, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var key = string.Join(',', trackers);
        if (!_pages.TryGetValue(key, out var page) || now - page.At >= Kept || page.Read is { IsValueCreated: true, Value.IsFaulted: true })
        {
            if (_pages.Count >= MostPages) _pages.Clear();
            page = (now, new(() => views.BeatsAsync(trackers, new TimeWindow(From, now, TimeSpan.FromDays(1)), CancellationToken.None)));
            _pages[key] = page;
        }

        return await page.Read.Value.WaitAsync(cancellation);
    }
}
