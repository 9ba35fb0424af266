using Crawler.Host.Terminal;
using Crawler.Storage;

namespace Crawler.Host.Stores;

/// <summary>Opens stores for verbs: ready for use, or a clear line on why not.</summary>
internal static class StoreAccess
{
    /// <summary>
    /// A store to write into. A new one is given its schema; one that holds data of an older schema is left to
    /// <c>crawler db migrate</c>, so that nobody migrates a shared database by accident.
    /// </summary>
    /// <exception cref="UserException">It cannot be used.</exception>
    public static async Task<ICrawlStore> OpenOrCreateAsync(StoreLocation location, CancellationToken cancellation)
    {
        var store = StoreFactory.Open(location);
        try
        {
            var status = await store.StatusAsync(cancellation);
            if (status.AppliedMigrations.Count == 0 || location.Provider == StoreProvider.Sqlite) await store.MigrateAsync(cancellation);
            else if (status.Problem is not null) throw UserException.Failed(status.Problem);
            return store;
        }
        catch (StoreException error)
        {
            await store.DisposeAsync();
            throw ToUserException(error);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>A store to read from; it must exist and be current.</summary>
    /// <exception cref="UserException">It cannot be used.</exception>
    public static async Task<ICrawlStore> OpenExistingAsync(StoreLocation location, CancellationToken cancellation)
    {
        var store = StoreFactory.Open(location);
        var status = await store.StatusAsync(cancellation);
        if (status.Problem is null) return store;
        await store.DisposeAsync();
        throw UserException.Failed(status.Problem);
    }

    /// <summary>The store's own line; it holds no password.</summary>
    public static UserException ToUserException(StoreException error) =>
        new(error.Message, error.Problem == StoreProblem.Invalid ? ExitCode.BadInput : ExitCode.Failed, error.InnerException);
}
