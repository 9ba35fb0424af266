using Crawler.Host.Crawling;
using Crawler.Host.Files;
using Crawler.Host.Terminal;
using Crawler.Storage;
using Crawler.Web.Boards;
using Crawler.Web.Live;

namespace Crawler.Host.Notifying;

/// <summary>Watches while <c>crawler serve</c> runs: a look a minute.</summary>
/// <param name="options">What is told, and whom.</param>
/// <param name="console">Where what does not work is told.</param>
/// <param name="time">The clock.</param>
internal sealed class ServedNotices(NotifyOptions options, CommandConsole console, TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    /// <summary>Until the face looked at the store for the first time.</summary>
    private static readonly TimeSpan UntilFirstLook = TimeSpan.FromSeconds(2);

    /// <summary>The cluster this process is a node of; null if it is alone.</summary>
    public IClusterView? Cluster { get; init; }

    /// <summary>Watches until cancelled.</summary>
    /// <param name="store">The store.</param>
    /// <param name="boards">The face, which looks at it.</param>
    /// <param name="file">What was told.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<int> RunAsync(ICrawlStore store, IServiceProvider boards, NotifyFile file, CancellationToken cancellation)
    {
        var (storeBoard, trackerBoard) = (boards.GetRequiredService<IStoreBoard>(), boards.GetRequiredService<ITrackerBoard>());
        var notifiers = options.Notifiers(time);
        using var instruments = new NotifyInstruments();
        try
        {
            var look = new StoreLook(store, options.Rules);
            var desk = new NotifyDesk(options, notifiers, Vantage.Current, await NotifyFile.ReadAsync(file.Path, cancellation), console.WriteError) { Instruments = instruments };
            while (true)
            {
                var isLooked = await LookAsync(look, storeBoard.Current, trackerBoard.Current, desk, file, cancellation);
                await Task.Delay(isLooked ? BetweenLooks : UntilFirstLook, time, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Asked to stop.
        }
        finally
        {
            foreach (var notifier in notifiers.OfType<IDisposable>()) notifier.Dispose();
        }

        return ExitCode.Ok;
    }

    /// <summary>Looks and tells once; false where there was nothing to look at yet.</summary>
    private async Task<bool> LookAsync(StoreLook look, StoreBoard store, TrackerBoard trackers, NotifyDesk desk, NotifyFile file, CancellationToken cancellation)
    {
        try
        {
            var now = time.GetUtcNow();
            if (await look.TakeAsync(store, trackers, now, cancellation) is not { } reading) return false;
            desk.Read(reading, Speaks(Cluster));
            // Written before it is sent too: who dies between tells twice rather than not at all.
            await WriteAsync(file, desk.Book, cancellation);
            if (await desk.SendAsync(now, cancellation)) await WriteAsync(file, desk.Book, cancellation);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // Told of, and looked again: nobody would notice that nothing is told any more.
            console.WriteError($"nothing was told this minute: {bug.Message}");
        }

        return true;
    }

    /// <summary>Of a cluster only the oldest node that is up tells; one that sees no cluster is not in it yet.</summary>
    internal static bool Speaks(IClusterView? cluster) =>
        cluster is null || (cluster.Current is { } standing && standing.Nodes.FirstOrDefault(node => node.State == "up")?.Address == standing.Self);

    private async Task WriteAsync(NotifyFile file, NotifyBook book, CancellationToken cancellation)
    {
        try
        {
            await file.WriteAsync(book, cancellation);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            console.WriteError($"what was told is not kept: {file.Path}: {problem}");
        }
    }
}
