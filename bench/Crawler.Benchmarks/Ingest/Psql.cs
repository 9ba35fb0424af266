using System.Diagnostics;
using Npgsql;

namespace Crawler.Benchmarks.Ingest;

/// <summary>PostgreSQL's own client, whose <c>\copy</c> is what an ingest is held against.</summary>
internal sealed class Psql(string connectionString)
{
    /// <summary>Runs one command, which must succeed; returns how long it took, the start of the program included.</summary>
    public async Task<TimeSpan> RunAsync(string command)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo("psql") { RedirectStandardError = true, RedirectStandardOutput = true };
        if (to.Password is { } password) start.Environment["PGPASSWORD"] = password;
        string[] arguments = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", to.Host!, "-p", $"{to.Port}", "-U", to.Username!, "-d", to.Database!, "-c", command];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? clock.Elapsed : throw new InvalidOperationException($"psql: {await errors}");
    }
}
