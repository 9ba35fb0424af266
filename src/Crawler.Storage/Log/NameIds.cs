using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Storage.Log;

/// <summary>
/// The surrogate ids of torrents, trackers and writers, cached. Unknown names are inserted in a transaction of their
/// own: an append that fails afterwards leaves them behind, which is harmless, and never an id in the cache that was
/// rolled back.
/// </summary>
internal sealed class NameIds(INameTables tables)
{
    private readonly IdCache<InfoHash> _torrents = new(tables.TorrentIdsAsync);
    private readonly IdCache<TrackerUrl> _trackers = new(tables.TrackerIdsAsync);
    private readonly IdCache<string> _writers = new(tables.WriterIdsAsync);

    /// <summary>Everything a batch names.</summary>
    public async Task<BatchIds> ResolveAsync(LogBatch batch, CancellationToken cancellation)
    {
        var writers = await _writers.ResolveAsync([batch.Writer], cancellation);
        var torrents = await TorrentsAsync(
            batch.Entries.Select(entry => entry.Attempt.InfoHash).Concat(batch.Estimates.Select(estimate => estimate.InfoHash)), cancellation);
        var trackers = await TrackersAsync(
            batch.Entries.Select(entry => entry.Attempt.Tracker).Concat(batch.Estimates.Select(estimate => estimate.Tracker).OfType<TrackerUrl>()),
            cancellation);
        return new BatchIds(writers[batch.Writer], torrents, trackers);
    }

    /// <summary>Torrents alone.</summary>
    public Task<IReadOnlyDictionary<InfoHash, int>> TorrentsAsync(IEnumerable<InfoHash> hashes, CancellationToken cancellation) =>
        _torrents.ResolveAsync(hashes, cancellation);

    /// <summary>Trackers alone.</summary>
    public Task<IReadOnlyDictionary<TrackerUrl, int>> TrackersAsync(IEnumerable<TrackerUrl> trackers, CancellationToken cancellation) =>
        _trackers.ResolveAsync(trackers, cancellation);
}

/// <summary>Reads ids by name, inserting what is unknown, in one committed transaction a call.</summary>
internal interface INameTables
{
    /// <summary>Rows of <c>torrent</c>.</summary>
    Task<IReadOnlyCollection<KeyValuePair<InfoHash, int>>> TorrentIdsAsync(IReadOnlyList<InfoHash> hashes, CancellationToken cancellation);

    /// <summary>Rows of <c>tracker</c>, with <c>tracker_secret</c>.</summary>
    Task<IReadOnlyCollection<KeyValuePair<TrackerUrl, int>>> TrackerIdsAsync(IReadOnlyList<TrackerUrl> trackers, CancellationToken cancellation);

    /// <summary>Rows of <c>log_writer</c>, with <c>merge_watermark</c> and <c>roll_watermark</c>.</summary>
    Task<IReadOnlyCollection<KeyValuePair<string, int>>> WriterIdsAsync(IReadOnlyList<string> writers, CancellationToken cancellation);
}
