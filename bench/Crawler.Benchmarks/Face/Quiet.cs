using System.Diagnostics;
using Npgsql;

namespace Crawler.Benchmarks.Face;

/// <summary>Waits until a face has judged all trackers for the first time, which reads the whole log.</summary>
internal static class Quiet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Until no statement has been running for longer than looking again takes.</summary>
    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> WaitAsync(string store)
    {
        await using var connection = new NpgsqlConnection(store);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'", connection);
        var clock = Stopwatch.StartNew();
        for (var quiet = 0; quiet < 20 && clock.Elapsed < Patience; await Task.Delay(100))
            quiet = await command.ExecuteScalarAsync() is 0L ? quiet + 1 : 0;
        return clock.Elapsed;
    }
}
