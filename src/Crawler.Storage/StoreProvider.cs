namespace Crawler.Storage;

/// <summary>Which database holds the store.</summary>
public enum StoreProvider
{
    /// <summary>SQLite: one file, nothing to install, one machine.</summary>
    Sqlite,

    /// <summary>PostgreSQL: shared, concurrent, large.</summary>
    Postgres,
}
