namespace Crawler.Storage.Sqlite;

/// <summary>
/// Lets one process migrate at a time, by a locked file beside the database. EF Core marks a running migration by a
/// row in the database, which stays when the process is killed and would make every later migration wait for ever; the
/// operating system releases this lock in any case, and whoever holds it knows that such a row is stale.
/// </summary>
internal sealed class SqliteMigrationLock : IDisposable
{
    /// <summary>Removes the mark of a migration that was killed.</summary>
    public const string RemoveStaleMark = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private SqliteMigrationLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="patience">How long to wait for it.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="IOException">It is still held, or the directory cannot be written.</exception>
    public static async Task<SqliteMigrationLock> TakeAsync(string path, TimeSpan patience, CancellationToken cancellation)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new SqliteMigrationLock(new FileStream(
                    path + "-migrate", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
            }
            catch (IOException) when (waited < patience && File.Exists(path + "-migrate"))
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
