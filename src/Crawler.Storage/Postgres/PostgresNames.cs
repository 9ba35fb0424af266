using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Storage.Log;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>
/// Reads ids by name, inserting the unknown. Reads first, since every <c>ON CONFLICT</c> that finds a row would still
/// use up an id; inserts in key order, so that two writers meeting the same names do not deadlock.
/// </summary>
internal sealed class PostgresNames(NpgsqlDataSource source) : INameTables
{
    public async Task<IReadOnlyCollection<KeyValuePair<InfoHash, int>>> TorrentIdsAsync(IReadOnlyList<InfoHash> hashes, CancellationToken cancellation)
    {
        var names = hashes.Order().ToDictionary(hash => hash, hash => hash.ToArray());
        return await IdsAsync(
            names,
            bytes => new InfoHash(bytes),
            "SELECT infohash, id FROM torrent WHERE infohash = ANY($1)",
            (connection, missing) => connection.ExecuteAsync(
                "INSERT INTO torrent (infohash) SELECT hash FROM unnest($1) AS hash ON CONFLICT (infohash) DO NOTHING",
                [Keys(names, missing)],
                cancellation),
            cancellation);
    }

    public async Task<IReadOnlyCollection<KeyValuePair<TrackerUrl, int>>> TrackerIdsAsync(IReadOnlyList<TrackerUrl> trackers, CancellationToken cancellation)
    {
        var names = trackers.Select(tracker => (Tracker: tracker, Key: tracker.Key()))
            .OrderBy(name => Convert.ToHexString(name.Key), StringComparer.Ordinal).ToDictionary(name => name.Tracker, name => name.Key);
        var byKey = names.ToDictionary(name => Convert.ToHexString(name.Value), name => name.Key);
        return await IdsAsync(
            names,
            key => byKey[Convert.ToHexString(key)],
            "SELECT url_key, id FROM tracker WHERE url_key = ANY($1)",
            (connection, missing) => connection.ExecuteAsync(
                """
                WITH url AS (
                    SELECT * FROM unnest($1, $2, $3, $4, $5, $6) AS url (url_key, scheme, host, port, redacted_path, whole)
                ), added AS (
                    INSERT INTO tracker (url_key, scheme, host, port, redacted_path)
                    SELECT url_key, scheme, host, port, redacted_path FROM url
                    ON CONFLICT (url_key) DO NOTHING
                    RETURNING id, url_key
                )
                INSERT INTO tracker_secret (tracker_id, url)
                SELECT added.id, url.whole FROM added JOIN url USING (url_key)
                """,
                [
                    Keys(names, missing),
                    missing.Select(tracker => (short)tracker.Scheme).ToArray(),
                    missing.Select(tracker => tracker.Host).ToArray(),
                    missing.Select(tracker => tracker.Port).ToArray(),
                    missing.Select(tracker => StoredText.Clean(tracker.RedactedPath)!).ToArray(),
                    missing.Select(tracker => StoredText.Clean(tracker.Reveal())!).ToArray(),
                ],
                cancellation),
            cancellation);
    }

    public Task<IReadOnlyCollection<KeyValuePair<string, int>>> WriterIdsAsync(IReadOnlyList<string> writers, CancellationToken cancellation) => IdsAsync(
        writers.Order(StringComparer.Ordinal).ToDictionary(writer => writer),
        writer => writer,
        "SELECT name, id FROM log_writer WHERE name = ANY($1)",
        (connection, missing) => connection.ExecuteAsync(
            """
            WITH added AS (
                INSERT INTO log_writer (name, last_sequence) SELECT name, 0 FROM unnest($1) AS name
                ON CONFLICT (name) DO NOTHING RETURNING id
            ), rolled AS (
                INSERT INTO roll_watermark (writer_id, sequence) SELECT id, 0 FROM added
            )
            INSERT INTO merge_watermark (writer_id, sequence) SELECT id, 0 FROM added
            """,
            [missing.ToArray()],
            cancellation),
        cancellation);

    private Task<IReadOnlyCollection<KeyValuePair<TName, int>>> IdsAsync<TName, TKey>(
        Dictionary<TName, TKey> names, Func<TKey, TName> nameOf, string select, Func<NpgsqlConnection, List<TName>, Task> insert, CancellationToken cancellation)
        where TName : notnull => source.InTransactionAsync<IReadOnlyCollection<KeyValuePair<TName, int>>>(async connection =>
    {
        var ids = new Dictionary<TName, int>(names.Count);
        await ReadAsync(names.Keys);
        var missing = names.Keys.Where(name => !ids.ContainsKey(name)).ToList();
        if (missing.Count == 0) return ids;
        await insert(connection, missing);
        // Read again rather than RETURNING: another writer may have inserted some of them first.
        await ReadAsync(missing);
        return ids;

        async Task ReadAsync(IEnumerable<TName> wanted)
        {
            await using var command = connection.Command(select, [Keys(names, wanted)]);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) ids[nameOf(reader.GetFieldValue<TKey>(0))] = reader.GetInt32(1);
        }
    }, cancellation);

    private static TKey[] Keys<TName, TKey>(Dictionary<TName, TKey> names, IEnumerable<TName> wanted)
        where TName : notnull => [.. wanted.Select(name => names[name])];
}
