using System.Data.Common;
using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Crawler.EndToEnd.Crawling.Parts;

/// <summary>A store read by plain SQL, past the product's own code.</summary>
internal sealed class StoredCrawl(Func<DbConnection> connect)
{
    private const string Announces =
        """
        SELECT t.scheme, t.host, t.port, a.event, a.outcome, a.at, a.error, a.num_want
        FROM announce a JOIN tracker t ON t.id = a.tracker_id ORDER BY a.at
        """;

    public static StoredCrawl Sqlite(string path) => new(() => new SqliteConnection($"Data Source={path};Mode=ReadWrite;Pooling=False"));

    public static StoredCrawl Postgres(string connectionString) => new(() => new NpgsqlConnection(connectionString + ";Pooling=False"));

    /// <summary>All calls in the order they were made.</summary>
    public async Task<IReadOnlyList<Call>> CallsAsync() =>
    [
        .. (await QueryAsync(Announces)).Select(row => new Call(
            $"{((TrackerScheme)Convert.ToInt32(row[0])).ToString().ToLowerInvariant()}://{row[1]}:{row[2]}",
            (AnnounceEvent)Convert.ToInt32(row[3]),
            (AttemptOutcome)Convert.ToInt32(row[4]),
            row[5] is long microseconds ? DateTime.UnixEpoch.AddMicroseconds(microseconds) : (DateTime)row[5]!,
            (string?)row[6],
            row[7] is null ? null : Convert.ToInt32(row[7]))),
    ];

    /// <summary>All peers of the aggregate, each once a tracker.</summary>
    public async Task<IReadOnlyList<PeerEndpoint>> PeersAsync() =>
    [
        .. (await QueryAsync("SELECT ip, port FROM sighting")).Select(row => PeerEndpoint.From(
            row[0] as IPAddress ?? new IPAddress((byte[])row[0]!), Convert.ToInt32(row[1]))),
    ];

    /// <summary>The single number a query gives.</summary>
    public async Task<long> NumberAsync(string sql) => Convert.ToInt64((await QueryAsync(sql)).Single()[0]);

    /// <summary>Runs any SQL; its rows, with null for NULL.</summary>
    public async Task<IReadOnlyList<object?[]>> QueryAsync(string sql)
    {
        await using var connection = connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    /// <summary>One call as stored.</summary>
    /// <param name="Tracker">Scheme, host and port.</param>
    /// <param name="Event">The event announced.</param>
    /// <param name="Outcome">What came of it.</param>
    /// <param name="At">When it began, UTC.</param>
    /// <param name="Error">What went wrong.</param>
    /// <param name="NumWant">Peers asked for.</param>
    internal sealed record Call(string Tracker, AnnounceEvent Event, AttemptOutcome Outcome, DateTime At, string? Error, int? NumWant);
}
