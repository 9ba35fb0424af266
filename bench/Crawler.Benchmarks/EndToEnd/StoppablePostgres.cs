using System.Diagnostics;
using System.Globalization;

namespace Crawler.Benchmarks.EndToEnd;

/// <summary>
/// A PostgreSQL of one's own that can be stopped the hard way and started again; gone without trace when its owner disposes it,
/// exits or is killed. Its files are in memory, tuned as ingest wants it; unlike a test's cluster it keeps its promises
/// (full page writes, autovacuum), so that what it costs is what it costs.
/// </summary>
internal sealed class StoppablePostgres : IAsyncDisposable
{
    // Runs as long as its standard input is open: the kernel closes that with the owner, however it ends.
    private const string Script =
        """
        trap 'rm -rf "$2"' EXIT
        trap '' INT
        umask 077
        mkdir "$2" || exit 1
        "$1/initdb" -D "$2/data" -A trust -U postgres -E UTF8 --locale=C --no-sync >"$2/log" 2>&1 || { cat "$2/log" >&2; exit 1; }
        up() {
            "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=50 -c timezone=UTC \
                -c dynamic_shared_memory_type=mmap -c fsync=off -c synchronous_commit=$3 \
                -c shared_buffers=2GB -c max_wal_size=8GB -c wal_buffers=64MB -c checkpoint_timeout=15min </dev/null >>"$2/log" 2>&1 &
            server=$!
            echo $server
        }
        down() { kill -QUIT $server; wait $server; server=; }
        up "$@"
        while read -r word
        do
            case $word in
                stop) down; echo stopped;;
                start) up "$@";;
            esac
        done
        [ -z "$server" ] || down
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _shell;
    private readonly string _directory;
    private int _server;

    private StoppablePostgres(Process shell, string directory) => (_shell, _directory) = (shell, directory);

    /// <summary>A superuser's Npgsql connection string.</summary>
    public string ConnectionString => $"Host={_directory};Username=postgres;Database=postgres";

    /// <summary>Seconds of CPU of all its processes so far, user and system; those of an earlier start left out.</summary>
    public double CpuSeconds => ProcessFiles.CpuSecondsOfFamily(_server);

    /// <summary>Starts one and waits until it takes connections.</summary>
    /// <param name="isDurable">Whether a commit is one before it is told; else the last half second may go with a hard stop, which is faster.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is missing or did not start; the message says why.</exception>
    public static async Task<StoppablePostgres> StartAsync(bool isDurable)
    {
        // A socket's path may have 107 bytes, so the name is short.
        var directory = $"/dev/shm/crawler-bench-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}";
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        // The server refuses to run as root.
        string[] command = Environment.UserName == "root"
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--no-new-privs", "sh"]
            : ["sh"];
        start.FileName = command[0];
        foreach (var argument in (string[])[.. command[1..], "-c", Script, "sh", Programs(), directory, isDurable ? "on" : "off"]) start.ArgumentList.Add(argument);
        var cluster = new StoppablePostgres(Process.Start(start)!, directory);
        try
        {
            await cluster.UpAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it as a crash would: nothing is asked, nothing is written any more.</summary>
    public async Task StopAsync()
    {
        await TellAsync("stop");
        await SaidAsync();
    }

    /// <summary>Starts it again and waits until it takes connections.</summary>
    public async Task StartAgainAsync()
    {
        await TellAsync("start");
        await UpAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _shell.StandardInput.Close();
            await _shell.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (Exception error) when (error is TimeoutException or IOException)
        {
            // Its own reader of the pipe goes on trying; there is nothing more we could do.
        }
        finally
        {
            _shell.Dispose();
        }
    }

    private static string Programs() => Directory.GetDirectories("/usr/lib/postgresql")
        .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
        .Select(version => Path.Combine(version, "bin"))
        .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "postgres")))
        ?? throw new InvalidOperationException("PostgreSQL's server programs are missing: apt-get install postgresql");

    private async Task UpAsync()
    {
        if (!int.TryParse(await SaidAsync(), CultureInfo.InvariantCulture, out _server)) throw new InvalidOperationException("PostgreSQL did not start");
        var pidFile = Path.Combine(_directory, "data", "postmaster.pid");
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(20))
            if (await IsReadyAsync(pidFile)) return;
        throw new InvalidOperationException($"PostgreSQL was not ready after {Patience.TotalSeconds} s");
    }

    /// <summary>The server writes its state into the eighth line of its pid file; that of a server stopped hard is still there.</summary>
    private async Task<bool> IsReadyAsync(string pidFile)
    {
        try
        {
            return await File.ReadAllLinesAsync(pidFile) is { Length: >= 8 } lines
                && lines[0].Trim() == _server.ToString(CultureInfo.InvariantCulture) && lines[7].Trim() == "ready";
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task TellAsync(string word)
    {
        await _shell.StandardInput.WriteLineAsync(word);
        await _shell.StandardInput.FlushAsync();
    }

    private async Task<string> SaidAsync() => await _shell.StandardOutput.ReadLineAsync().WaitAsync(Patience)
        ?? throw new InvalidOperationException($"PostgreSQL did not start: {await _shell.StandardError.ReadToEndAsync()}");
}
