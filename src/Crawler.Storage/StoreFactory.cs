using Crawler.Storage.Postgres;
using Crawler.Storage.Sqlite;

namespace Crawler.Storage;

/// <summary>Chooses the store by its location.</summary>
public static class StoreFactory
{
    /// <summary>Makes a store; touches neither network nor disk yet.</summary>
    public static ICrawlStore Open(StoreLocation location) => location.Provider switch
    {
        StoreProvider.Postgres => new PostgresStore(location),
        _ => new SqliteStore(location),
    };
}
