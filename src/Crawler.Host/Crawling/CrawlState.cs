using System.Net.Sockets;
using Crawler.Actors.Hosts;
using Crawler.Host.Files;
using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Storage;
using Crawler.Storage.Journal;
using Crawler.Storage.Spool;

namespace Crawler.Host.Crawling;

/// <summary>
/// What a crawl keeps beside the store so that nothing is lost and nobody called early, whatever dies: the spool of
/// batches, and the journal of calls that it is for its gates.
/// </summary>
internal sealed class CrawlState : ICallJournal, IAsyncDisposable
{
    /// <summary>At the end of a crawl the disk is given this long to be drained; the next crawl delivers the rest.</summary>
    private static readonly TimeSpan LastDelivery = TimeSpan.FromSeconds(3);

    private readonly ScratchFolder? _scratch;
    private readonly StateFolder _folder;
    private readonly DiskSpool _spool;
    private readonly CallJournal _journal;

    private CrawlState(ScratchFolder? scratch, StateFolder folder, DiskSpool spool, CallJournal journal, SpooledLog log) =>
        (_scratch, _folder, _spool, _journal, Log) = (scratch, folder, spool, journal, log);

    /// <summary>Where it is.</summary>
    public string Path => _folder.Path;

    /// <summary>The way into the store.</summary>
    public SpooledLog Log { get; }

    /// <summary>Calls of earlier runs whose floors still bind.</summary>
    public IReadOnlyList<JournaledCall> EarlierCalls => _journal.Earlier;

    /// <summary>Calls whose notes were overwritten too soon.</summary>
    public long Overrun => _journal.Overrun;

    /// <summary>Opens what is kept of a campaign.</summary>
    /// <param name="place">Where; null for a folder that goes away with the crawl.</param>
    /// <param name="store">The store.</param>
    /// <param name="campaign">Its name.</param>
    /// <param name="sessions">How many (torrent, tracker) pairs there are to call, over all families and peer ids.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="UserException">It cannot be used.</exception>
    public static CrawlState Open(StatePlace? place, ICrawlStore store, string campaign, long sessions, TimeProvider time)
    {
        var scratch = place is null ? new ScratchFolder() : null;
        StateFolder? folder = null;
        DiskSpool? spool = null;
        try
        {
            folder = StateFolder.Open(place?.Folder ?? scratch!.Path, store.Location, campaign);
            spool = DiskSpool.Open(System.IO.Path.Combine(folder.Path, "spool"), place?.Spool);
            var journal = CallJournal.Open(folder.Path, CallJournal.RoomFor(sessions), time.GetUtcNow());
            return new CrawlState(scratch, folder, spool, journal, new SpooledLog(store, spool, time));
        }
        catch (Exception error)
        {
            spool?.Dispose();
            folder?.Dispose();
            scratch?.Dispose();
            if (error is SpoolException problem) throw UserException.Failed(problem.Message, problem);
            throw;
        }
    }

    public void Calling(InfoHash infoHash, TrackerUrl tracker, AddressFamily family, int identity, DateTimeOffset at, TimeSpan floor) =>
        _journal.Note(new JournaledCall(infoHash, JournaledCall.KeyOf(tracker), family, identity, at, floor));

    /// <summary>The crawl has ended: waits a moment for what is on disk to reach the store.</summary>
    /// <param name="isAllWritten">Whether every result is in the store or on disk: then the journal has done its work.</param>
    public async Task EndAsync(bool isAllWritten)
    {
        if (isAllWritten) _journal.End();
        await Log.DrainedAsync(LastDelivery);
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        _journal.Dispose();
        _spool.Dispose();
        _folder.Dispose();
        _scratch?.Dispose();
    }
}
