using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crawler.Storage.Reports;

/// <summary>Reads rows of SQL in the transaction of a context.</summary>
internal static class SqlRows
{
    /// <summary>The rows of a statement, read in place: what a row holds is gone with the next.</summary>
    /// <param name="db">Whose connection.</param>
    /// <param name="sql">The statement; a value is named <c>@p0</c>, <c>@p1</c>, …</param>
    /// <param name="values">The values.</param>
    /// <param name="cancellation">Ends it: a year's log takes as long as it takes.</param>
    public static async IAsyncEnumerable<DbDataReader> ReadAsync(
        CrawlerDbContext db, string sql, IReadOnlyList<object> values, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandTimeout = 0;
        for (var i = 0; i < values.Count; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", values[i]);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return reader;
    }
}
