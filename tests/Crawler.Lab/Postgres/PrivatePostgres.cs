using System.Diagnostics;

namespace Crawler.Lab.Postgres;

/// <summary>
/// A PostgreSQL cluster of one's own: made in a moment, reachable through a socket in its directory only (so no port
/// can collide), gone without trace when its owner disposes it, exits or is killed. The superuser <c>postgres</c> needs
/// no password; every other role does.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    // Runs as long as its standard input is open: the kernel closes that with the owner, however it ends. Durability
    // is off, since nothing in it is to survive.
    private const string Script =
        """
        trap 'rm -rf "$2"' EXIT
        trap '' INT
        umask 077
        mkdir "$2" || exit 1
        "$1/initdb" -D "$2/data" -A trust -U postgres -E UTF8 --locale=C --no-sync >"$2/log" 2>&1 || { cat "$2/log" >&2; exit 1; }
        printf 'local all postgres trust\nlocal all all scram-sha-256\n' >"$2/data/pg_hba.conf"
        "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=200 -c fsync=off \
            -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off </dev/null >"$2/log" 2>&1 &
        server=$!
        cat >/dev/null
        kill -QUIT $server
        wait $server
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _shell;
    private readonly string _directory;

    private PrivatePostgres(Process shell, string directory) => (_shell, _directory) = (shell, directory);

    /// <summary>A superuser's Npgsql connection string.</summary>
    public string ConnectionString => $"Host={_directory};Username=postgres;Database=postgres";

    /// <summary>Where all its files are, the write-ahead log and the server's own log among them.</summary>
    public string Folder => _directory;

    /// <summary>Starts a cluster and waits until it takes connections (about half a second).</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is missing or did not start; the message says why.</exception>
    public static async Task<PrivatePostgres> StartAsync()
    {
        // In memory where there is such a place. A socket's path may have 107 bytes, so the name is short.
        var parent = Directory.Exists("/dev/shm") ? "/dev/shm" : "/tmp";
        var directory = $"{parent}/crawler-pg-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}";
        var cluster = new PrivatePostgres(StartShell(directory), directory);
        try
        {
            await cluster.WaitUntilReadyAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server and removes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        await _shell.WaitForExitAsync(patience.Token);
        _shell.Dispose();
    }

    private static Process StartShell(string directory)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        // The server refuses to run as root.
        string[] command = Environment.UserName == "root"
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--no-new-privs", "sh"]
            : ["sh"];
        start.FileName = command[0];
        foreach (var argument in command[1..]) start.ArgumentList.Add(argument);
        foreach (var argument in new[] { "-c", Script, "sh", PostgresPrograms.Find(), directory }) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Null while there is none; initdb has a pid file of its own for a moment, which may go as it is read.</summary>
    private static async Task<string?> StateAsync(string pidFile)
    {
        try
        {
            return File.Exists(pidFile) && await File.ReadAllLinesAsync(pidFile) is { Length: >= 8 } lines ? lines[7].Trim() : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The server writes its state into the eighth line of its pid file, as <c>pg_ctl</c> knows.</summary>
    private async Task WaitUntilReadyAsync()
    {
        var pidFile = Path.Combine(_directory, "data", "postmaster.pid");
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(20))
        {
            if (_shell.HasExited) throw new InvalidOperationException($"PostgreSQL did not start: {await _shell.StandardError.ReadToEndAsync()}");
            if (await StateAsync(pidFile) == "ready") return;
        }

        throw new InvalidOperationException($"PostgreSQL was not ready after {Patience.TotalSeconds} s: {await File.ReadAllTextAsync(Path.Combine(_directory, "log"))}");
    }
}
