using System.Security.Cryptography;
using System.Text;
using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Storage.Model;

namespace Crawler.Storage.Datasets;

/// <summary>The swarms, trackers and writers that restored rows tell of. Trackers and writers keep their numbers; a data set has none of swarms.</summary>
internal sealed class RestoredNames
{
    private readonly Dictionary<string, int> _torrents = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _trackers = [];
    private readonly Dictionary<int, long> _writers = [];
    private readonly List<TorrentRow> _newTorrents = [];
    private readonly List<TrackerRow> _newTrackers = [];

    /// <summary>The number of a swarm.</summary>
    public int Torrent(string infoHash)
    {
        if (_torrents.TryGetValue(infoHash, out var id)) return id;
        id = _torrents.Count + 1;
        _newTorrents.Add(new TorrentRow { Id = id, InfoHash = InfoHash.Parse(infoHash) });
        return _torrents[infoHash] = id;
    }

    /// <summary>A tracker under its number.</summary>
    /// <exception cref="FormatException">The URL is none.</exception>
    public void Tracker(int id, string shown)
    {
        if (_trackers.ContainsKey(id)) return;
        var url = TrackerUrl.Parse(shown);
        // Of two that are shown alike the whole URLs differed, but nobody published them.
        var key = _trackers.ContainsValue(shown) ? SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{shown} {id}"))) : url.Key();
        _trackers[id] = shown;
        _newTrackers.Add(new TrackerRow { Id = id, UrlKey = key, Scheme = url.Scheme, Host = url.Host, Port = url.Port, RedactedPath = url.RedactedPath });
    }

    /// <summary>A writer got as far as this.</summary>
    public void Writer(int id, long sequence) => _writers[id] = Math.Max(sequence, _writers.GetValueOrDefault(id));

    /// <summary>Writes the new swarms and trackers.</summary>
    public async Task SaveAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        if (_newTorrents.Count + _newTrackers.Count == 0) return;
        db.Torrents.AddRange(_newTorrents);
        db.Trackers.AddRange(_newTrackers);
        await db.SaveChangesAsync(cancellation);
        _newTorrents.Clear();
        _newTrackers.Clear();
    }

    /// <summary>Writes the writers: all they wrote is merged already, as it was where it comes from, and nothing rolled up.</summary>
    public async Task SaveWritersAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        foreach (var (id, sequence) in _writers)
        {
            db.Add(new LogWriterRow { Id = id, Name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"restored {id}"), LastSequence = sequence });
            db.Add(new MergeWatermarkRow { WriterId = id, Sequence = sequence });
            db.Add(new RollWatermarkRow { WriterId = id, Sequence = 0 });
        }

        await db.SaveChangesAsync(cancellation);
    }
}
