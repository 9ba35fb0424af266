using Crawler.Protocol;
using Crawler.Storage.Reports.Stats;
using Crawler.Web.Compositions;
using Crawler.Web.Formatting;
using Crawler.Web.Timeframes;

namespace Crawler.Web.Boards;

/// <summary>
/// Counts of whom swarms consist when somebody asks, and keeps it for a while. It reads every sighting in scope, which takes
/// milliseconds of one swarm and seconds of a large store: whoever asks waits for <see cref="Patience"/> and no longer, one
/// count of everything and one of a swarm go on at a time, and each counts again only after twenty times as long as it took.
/// </summary>
/// <param name="count">Counts.</param>
/// <param name="time">The clock.</param>
internal sealed class CompositionKeeper(Func<StatsScope, CancellationToken, Task<SwarmComposition>> count, TimeProvider time) : ICompositionBoard, IDisposable
{
    /// <summary>How long a reader is kept waiting.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What takes longer is given up.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Nothing is counted again sooner.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>Counts that wait for their turn, at most.</summary>
    internal const int MostWaiting = 16;

    /// <summary>Results kept, at most.</summary>
    internal const int MostKept = 256;

    private readonly Dictionary<Key, Count> _counts = [];
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _whole = new(1), _swarms = new(1);
    private readonly CancellationTokenSource _ending = new();

    /// <inheritdoc/>
    public async Task<CompositionLook> FindAsync(InfoHash? torrent, Timeframe frame, CancellationToken cancellation)
    {
        var (known, running) = Look(new Key(torrent, frame.Span ?? $"{Figures.Iso(frame.Window.From)}/{Figures.Iso(frame.Window.To)}"), frame);
        if (running is null) return known?.Look ?? new CompositionLook(null, CompositionWait.Busy);
        try
        {
            return (await running.WaitAsync(Patience, time, cancellation)).Look;
        }
        catch (TimeoutException)
        {
            return new CompositionLook(known?.Look.Found, CompositionWait.Counting);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ending.Cancel();

    /// <summary>What is known, and what is being counted; nothing is where what is known will do, or too much is being counted already.</summary>
    private (Result? Known, Task<Result>? Running) Look(Key key, Timeframe frame)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var entry = _counts.GetValueOrDefault(key);
            var known = entry?.Known;
            if (entry is { IsRunning: true }) return (known, entry.Running);
            if (known is not null && now < known.Until) return (known, null);
            if (_counts.Values.Count(one => one.IsRunning) >= MostWaiting) return (known, null);
            if (entry is null)
            {
                Shrink();
                _counts[key] = entry = new Count();
            }

            return (known, entry.Running = Task.Run(() => CountAsync(entry, key, frame)));
        }
    }

    private async Task<Result> CountAsync(Count entry, Key key, Timeframe frame)
    {
        var turn = key.Torrent is null ? _whole : _swarms;
        await turn.WaitAsync(_ending.Token);
        try
        {
            var begun = time.GetTimestamp();
            using var limit = new CancellationTokenSource(Longest, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _ending.Token);
            Composition? found;
            try
            {
                var scope = StatsScope.All with { Since = frame.Window.From, Until = frame.Window.To, Only = key.Torrent is { } torrent ? [torrent] : null };
                found = Composition.Of(await count(scope, either.Token), time.GetUtcNow());
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                found = null;
            }

            var pause = 20 * time.GetElapsedTime(begun);
            var look = found is null ? new CompositionLook(entry.Known?.Look.Found, CompositionWait.TooLong) : new CompositionLook(found, CompositionWait.None);
            return entry.Known = new Result(look, time.GetUtcNow() + (pause > Fresh ? pause : Fresh));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Makes room: what was counted longest ago goes first.</summary>
    private void Shrink()
    {
        if (_counts.Count < MostKept) return;
        foreach (var (key, _) in _counts.Where(one => !one.Value.IsRunning).OrderBy(one => one.Value.Known?.Until).Take(MostKept / 4).ToList()) _counts.Remove(key);
    }

    private readonly record struct Key(InfoHash? Torrent, string Stretch);

    /// <summary>What came of counting.</summary>
    /// <param name="Look">What there is to show.</param>
    /// <param name="Until">Until when that will do.</param>
    private sealed record Result(CompositionLook Look, DateTimeOffset Until);

    private sealed class Count
    {
        public volatile Result? Known;

        public Task<Result>? Running { get; set; }

        public bool IsRunning => Running is { IsCompleted: false };
    }
}
