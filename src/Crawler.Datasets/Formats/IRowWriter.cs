namespace Crawler.Datasets.Formats;

/// <summary>Writes the rows of one file. Disposing ends the file.</summary>
internal interface IRowWriter : IAsyncDisposable
{
    /// <summary>Writes the next rows; they are the writer's.</summary>
    Task WriteAsync(IReadOnlyList<object?[]> rows);
}
