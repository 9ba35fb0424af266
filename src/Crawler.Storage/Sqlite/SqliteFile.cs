using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>The database file: opens connections to it and lets one writer in at a time.</summary>
internal sealed class SqliteFile(string path, TimeSpan lockTimeout) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        DefaultTimeout = Math.Max(1, (int)lockTimeout.TotalSeconds),
    }.ToString();

    /// <summary>
    /// Creates the file and its directory if there are none, turns on the write-ahead log, and waits for this process'
    /// turn to migrate, which lasts until the lock is disposed.
    /// </summary>
    public async Task<SqliteMigrationLock> BeginMigrationAsync(CancellationToken cancellation)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory) Directory.CreateDirectory(directory);
        var turn = await SqliteMigrationLock.TakeAsync(path, lockTimeout, cancellation);
        try
        {
            var create = new SqliteConnectionStringBuilder(_connectionString) { Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false };
            await using var connection = new SqliteConnection(create.ToString());
            connection.Open();
            // Readers do not wait for the writer, nor the writer for readers. Kept in the file.
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, SqliteMigrationLock.RemoveStaleMark);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>An open connection; the file must exist, since a mistyped path must not become an empty store.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            // NORMAL syncs at checkpoints: a power cut may cost the last commits, never the file. 64 MB of cache keeps
            // the aggregate's inner pages at hand.
            Execute(connection, $"PRAGMA busy_timeout = {(long)lockTimeout.TotalMilliseconds}; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs work in one write transaction on a thread of the pool, since SQLite has no asynchronous input and output.
    /// Writers of this process queue here; those of others wait for the file's lock.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() =>
            {
                using var connection = Open();
                // Begins IMMEDIATE: waiting for the lock here rather than failing to upgrade half-way.
                using var transaction = connection.BeginTransaction();
                var result = work(connection);
                cancellation.ThrowIfCancellationRequested();
                transaction.Commit();
                return result;
            }, cancellation);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>
    /// As <see cref="WriteAsync"/>, for work that deletes what must not be found again: its pages are overwritten, and the
    /// write-ahead log, which holds them as they were, is emptied as soon as no reader needs it.
    /// </summary>
    public async Task<T> EraseAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellation)
    {
        var result = await WriteAsync(connection =>
        {
            Execute(connection, "PRAGMA secure_delete = ON");
            try
            {
                return work(connection);
            }
            finally
            {
                // The connection goes back to the pool.
                Execute(connection, "PRAGMA secure_delete = OFF");
            }
        }, cancellation);
        await Task.Run(EmptyWriteAheadLog, cancellation);
        return result;
    }

    /// <summary>Brings what the write-ahead log holds into the file and empties it, unless a reader needs it.</summary>
    public void EmptyWriteAheadLog()
    {
        using var connection = Open();
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Bytes on disk, the write-ahead log included.</summary>
    public long Size() => new[] { path, path + "-wal" }.Where(File.Exists).Sum(file => new FileInfo(file).Length);

    /// <summary>Closes pooled connections, which releases the file.</summary>
    public void Dispose()
    {
        using (var connection = new SqliteConnection(_connectionString)) SqliteConnection.ClearPool(connection);
        _writing.Dispose();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
