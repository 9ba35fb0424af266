using Npgsql;
using NpgsqlTypes;

namespace Crawler.Storage.Postgres;

/// <summary>Rows by binary COPY, several times as fast as INSERT.</summary>
internal static class PostgresCopy
{
    /// <summary>Copies rows, each written column by column.</summary>
    public static async Task CopyAsync<TRow>(
        this NpgsqlConnection connection, string sql, IEnumerable<TRow> rows, Action<NpgsqlBinaryImporter, TRow> write, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(sql, cancellation);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            // Synchronous, since it only fills the buffer; the buffer is flushed between values when it is full.
            write(copy, row);
        }

        await copy.CompleteAsync(cancellation);
    }

    /// <summary>A number that may be absent.</summary>
    public static void WriteValue<T>(this NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type)
        where T : struct
    {
        if (value is { } present) copy.Write(present, type);
        else copy.WriteNull();
    }

    /// <summary>Anything else that may be absent.</summary>
    public static void WriteObject<T>(this NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type)
        where T : class
    {
        if (value is null) copy.WriteNull();
        else copy.Write(value, type);
    }
}
