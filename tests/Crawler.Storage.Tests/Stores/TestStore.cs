namespace Crawler.Storage.Tests.Stores;

/// <summary>A migrated, empty store of one's own, with a way past the interface to look and to break things.</summary>
public abstract class TestStore : IAsyncDisposable
{
    /// <summary>A location text that <see cref="StoreLocation.Parse"/> reads.</summary>
    public abstract string LocationText { get; }

    /// <summary>A further store on the same database, as another process would open it. The caller disposes it.</summary>
    public ICrawlStore Open() => StoreFactory.Open(StoreLocation.Parse(LocationText));

    /// <summary>The model, to look at rows.</summary>
    public abstract CrawlerDbContext OpenDb();

    /// <summary>Runs SQL.</summary>
    public abstract Task ExecuteAsync(string sql);

    /// <summary>Makes a kind of statement on a table fail (<c>INSERT</c>, <c>UPDATE</c>): the crash in the middle of a transaction.</summary>
    public abstract Task BreakAsync(string statement, string table);

    /// <summary>Undoes <see cref="BreakAsync"/>.</summary>
    public abstract Task MendAsync(string table);

    public abstract ValueTask DisposeAsync();
}
