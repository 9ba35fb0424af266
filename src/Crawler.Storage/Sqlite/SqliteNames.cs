using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Storage.Log;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>Reads ids by name, inserting the unknown.</summary>
internal sealed class SqliteNames(SqliteFile file) : INameTables
{
    public Task<IReadOnlyCollection<KeyValuePair<InfoHash, int>>> TorrentIdsAsync(IReadOnlyList<InfoHash> hashes, CancellationToken cancellation) =>
        IdsAsync(hashes, hash => hash.ToArray(), "SELECT id FROM torrent WHERE infohash = $0", connection =>
        {
            var insert = new SqliteStatement(connection, "INSERT INTO torrent (infohash) VALUES ($0) RETURNING id");
            return new Inserter<InfoHash>((_, key) => insert.Scalar(key), insert);
        }, cancellation);

    public Task<IReadOnlyCollection<KeyValuePair<TrackerUrl, int>>> TrackerIdsAsync(IReadOnlyList<TrackerUrl> trackers, CancellationToken cancellation) =>
        IdsAsync(trackers, tracker => tracker.Key(), "SELECT id FROM tracker WHERE url_key = $0", connection =>
        {
            var insert = new SqliteStatement(connection, "INSERT INTO tracker (url_key, scheme, host, port, redacted_path) VALUES ($0, $1, $2, $3, $4) RETURNING id");
            var secret = new SqliteStatement(connection, "INSERT INTO tracker_secret (tracker_id, url) VALUES ($0, $1)");
            return new Inserter<TrackerUrl>((tracker, key) =>
            {
                var id = insert.Scalar(key, (long)tracker.Scheme, tracker.Host, tracker.Port, StoredText.Clean(tracker.RedactedPath));
                secret.Execute(id, StoredText.Clean(tracker.Reveal()));
                return id;
            }, insert, secret);
        }, cancellation);

    public Task<IReadOnlyCollection<KeyValuePair<string, int>>> WriterIdsAsync(IReadOnlyList<string> writers, CancellationToken cancellation) =>
        IdsAsync(writers, writer => writer, "SELECT id FROM log_writer WHERE name = $0", connection =>
        {
            var insert = new SqliteStatement(connection, "INSERT INTO log_writer (name, last_sequence) VALUES ($0, 0) RETURNING id");
            var mark = new SqliteStatement(connection, "INSERT INTO merge_watermark (writer_id, sequence) VALUES ($0, 0)");
            var roll = new SqliteStatement(connection, "INSERT INTO roll_watermark (writer_id, sequence) VALUES ($0, 0)");
            return new Inserter<string>((_, key) =>
            {
                var id = insert.Scalar(key);
                mark.Execute(id);
                roll.Execute(id);
                return id;
            }, insert, mark, roll);
        }, cancellation);

    private Task<IReadOnlyCollection<KeyValuePair<TName, int>>> IdsAsync<TName>(
        IReadOnlyList<TName> names, Func<TName, object> key, string select, Func<SqliteConnection, Inserter<TName>> inserting, CancellationToken cancellation)
        where TName : notnull => file.WriteAsync<IReadOnlyCollection<KeyValuePair<TName, int>>>(connection =>
    {
        using var find = new SqliteStatement(connection, select);
        using var inserter = inserting(connection);
        var ids = new Dictionary<TName, int>(names.Count);
        foreach (var name in names)
        {
            var nameKey = key(name);
            ids[name] = Convert.ToInt32(find.Scalar(nameKey) ?? inserter.Insert(name, nameKey));
        }

        return ids;
    }, cancellation);

    private sealed class Inserter<TName>(Func<TName, object, object?> insert, params SqliteStatement[] statements) : IDisposable
    {
        public object? Insert(TName name, object key) => insert(name, key);

        public void Dispose()
        {
            foreach (var statement in statements) statement.Dispose();
        }
    }
}
