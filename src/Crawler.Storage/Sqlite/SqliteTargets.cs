using Crawler.Protocol.Metainfo;
using Crawler.Storage.Log;
using Crawler.Storage.Targets;

namespace Crawler.Storage.Sqlite;

/// <summary>Registers targets. What is registered already is not rewritten.</summary>
internal sealed class SqliteTargets(SqliteFile file, NameIds names)
{
    private const string Describe =
        """
        UPDATE torrent SET
            v2_hash = coalesce($1, v2_hash), name = coalesce($2, name), source = coalesce($3, source), size = coalesce($4, size),
            is_canary = is_canary OR $5
        WHERE id = $0 AND (v2_hash IS NOT coalesce($1, v2_hash) OR name IS NOT coalesce($2, name)
            OR source IS NOT coalesce($3, source) OR size IS NOT coalesce($4, size) OR is_canary < $5)
        """;

    private const string Link =
        """
        INSERT INTO torrent_tracker (torrent_id, tracker_id, tier, position) VALUES ($0, $1, $2, $3)
        ON CONFLICT (torrent_id, tracker_id) DO UPDATE SET tier = excluded.tier, position = excluded.position
        WHERE torrent_tracker.tier <> excluded.tier OR torrent_tracker.position <> excluded.position
        """;

    /// <summary>Registers a page of distinct targets.</summary>
    public async Task RegisterAsync(IReadOnlyList<Target> page, CancellationToken cancellation)
    {
        var torrents = await names.TorrentsAsync(page.Select(target => target.InfoHash), cancellation);
        var trackers = await names.TrackersAsync(TargetRows.Urls(page), cancellation);
        await file.WriteAsync(connection =>
        {
            using var describe = new SqliteStatement(connection, Describe);
            foreach (var target in page)
            {
                describe.Execute(
                    torrents[target.InfoHash],
                    target.FullV2Hash?.ToArray(),
                    StoredText.Clean(target.Name),
                    StoredText.Clean(target.Source),
                    target.Size,
                    target.IsCanary);
            }

            using var link = new SqliteStatement(connection, Link);
            foreach (var row in TargetRows.Links(page, torrents, trackers))
                link.Execute(row.TorrentId, row.TrackerId, row.Tier, row.Position);
            return true;
        }, cancellation);
    }
}
