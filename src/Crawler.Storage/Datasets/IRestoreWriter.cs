namespace Crawler.Storage.Datasets;

/// <summary>A column rows are put into: its name, and what its values are.</summary>
internal readonly record struct RestoreColumn(string Name, Type Value);

/// <summary>Puts many rows into a table at once, each store in its own way.</summary>
internal interface IRestoreWriter
{
    /// <summary>Puts them in one transaction. Values are long, double, bool, DateTimeOffset, string, IPAddress, byte[] or null.</summary>
    /// <param name="table">The table of the store.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">The values, in the columns' order.</param>
    /// <param name="days">The days of the log they belong to; none for other tables.</param>
    /// <param name="cancellation">Ends it.</param>
    Task InsertAsync(string table, IReadOnlyList<RestoreColumn> columns, IReadOnlyList<object?[]> rows, IReadOnlyList<DateOnly> days, CancellationToken cancellation);

    /// <summary>Numbers to be given next are those after the largest there are.</summary>
    Task ContinueNumbersAsync(CancellationToken cancellation);
}
