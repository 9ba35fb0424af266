using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Storage.Log;
using Crawler.Storage.Targets;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>Registers targets in bulk. What is registered already is not rewritten.</summary>
internal sealed class PostgresTargets(NpgsqlDataSource source, NameIds names)
{
    /// <summary>Registers a page of distinct targets.</summary>
    public async Task RegisterAsync(IReadOnlyList<Target> page, CancellationToken cancellation)
    {
        var torrents = await names.TorrentsAsync(page.Select(target => target.InfoHash), cancellation);
        var trackers = await names.TrackersAsync(TargetRows.Urls(page), cancellation);
        await source.InTransactionAsync(async connection =>
        {
            await DescribeAsync(connection, page, torrents, cancellation);
            await LinkAsync(connection, page, torrents, trackers, cancellation);
            return true;
        }, cancellation);
    }

    private static Task<int> DescribeAsync(
        NpgsqlConnection connection, IReadOnlyList<Target> page, IReadOnlyDictionary<InfoHash, int> torrents, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            """
            UPDATE torrent AS known SET
                v2_hash = coalesce(target.v2_hash, known.v2_hash), name = coalesce(target.name, known.name),
                source = coalesce(target.source, known.source), size = coalesce(target.size, known.size),
                is_canary = known.is_canary OR target.is_canary
            FROM unnest($1, $2, $3, $4, $5, $6) AS target (id, v2_hash, name, source, size, is_canary)
            WHERE known.id = target.id
              AND (known.v2_hash, known.name, known.source, known.size, known.is_canary) IS DISTINCT FROM (
                coalesce(target.v2_hash, known.v2_hash), coalesce(target.name, known.name),
                coalesce(target.source, known.source), coalesce(target.size, known.size), known.is_canary OR target.is_canary)
            """,
            [
                page.Select(target => torrents[target.InfoHash]).ToArray(),
                page.Select(target => target.FullV2Hash?.ToArray()).ToArray(),
                page.Select(target => StoredText.Clean(target.Name)).ToArray(),
                page.Select(target => StoredText.Clean(target.Source)).ToArray(),
                page.Select(target => target.Size).ToArray(),
                page.Select(target => target.IsCanary).ToArray(),
            ],
            cancellation);

    private static Task LinkAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Target> page,
        IReadOnlyDictionary<InfoHash, int> torrents,
        IReadOnlyDictionary<TrackerUrl, int> trackers,
        CancellationToken cancellation)
    {
        var links = TargetRows.Links(page, torrents, trackers);
        return links.Length == 0 ? Task.CompletedTask : connection.ExecuteAsync(
            """
            INSERT INTO torrent_tracker AS known (torrent_id, tracker_id, tier, position)
            SELECT * FROM unnest($1, $2, $3, $4)
            ON CONFLICT (torrent_id, tracker_id) DO UPDATE SET tier = excluded.tier, position = excluded.position
            WHERE (known.tier, known.position) IS DISTINCT FROM (excluded.tier, excluded.position)
            """,
            [
                links.Select(link => link.TorrentId).ToArray(),
                links.Select(link => link.TrackerId).ToArray(),
                links.Select(link => link.Tier).ToArray(),
                links.Select(link => link.Position).ToArray(),
            ],
            cancellation);
    }
}
