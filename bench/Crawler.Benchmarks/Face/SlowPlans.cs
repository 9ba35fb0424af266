using System.Text.RegularExpressions;
using Npgsql;
using static System.FormattableString;

namespace Crawler.Benchmarks.Face;

/// <summary>
/// Lets PostgreSQL say how it went about statements that took long (<c>auto_explain</c>), and prints each kind once, as it
/// went when it took longest. They are in the server's log, which is read where the server is reached by a socket in a directory that holds it.
/// </summary>
internal static partial class SlowPlans
{
    private const int FromMs = 30;

    private static long _from;

    /// <summary>From now on, for new connections.</summary>
    public static async Task BeginAsync(string store)
    {
        var database = new NpgsqlConnectionStringBuilder(store).Database;
        await RunAsync(
            store,
            $"""
            ALTER DATABASE "{database}" SET session_preload_libraries = 'auto_explain';
            ALTER DATABASE "{database}" SET auto_explain.log_min_duration = {FromMs};
            ALTER DATABASE "{database}" SET auto_explain.log_analyze = on;
            ALTER DATABASE "{database}" SET auto_explain.log_timing = off;
            ALTER DATABASE "{database}" SET auto_explain.log_buffers = on;
            """);
        _from = File.Exists(Log(store)) ? new FileInfo(Log(store)).Length : 0;
    }

    /// <summary>No longer; prints what was said.</summary>
    public static async Task EndAsync(string store)
    {
        await RunAsync(store, $"ALTER DATABASE \"{new NpgsqlConnectionStringBuilder(store).Database}\" RESET ALL");
        if (!File.Exists(Log(store)))
        {
            Console.WriteLine("plans are in the server's log");
            return;
        }

        await using var file = new FileStream(Log(store), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = _from;
        var text = await new StreamReader(file).ReadToEndAsync();
        // An entry goes on as long as its lines are indented.
        var plans = Entry().Matches(text).Select(match => (Ms: double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), Text: match.Groups[2].Value));
        foreach (var kind in plans.GroupBy(plan => Number().Replace(plan.Text[..Math.Min(400, plan.Text.Length)], "#")).OrderByDescending(kind => kind.Max(plan => plan.Ms)))
        {
            var longest = kind.MaxBy(plan => plan.Ms);
            Console.WriteLine(Invariant($"\n{kind.Count()} ×, up to {longest.Ms:N0} ms:\n{longest.Text}"));
        }
    }

    private static string Log(string store) => Path.Combine(new NpgsqlConnectionStringBuilder(store).Host ?? "", "log");

    private static async Task RunAsync(string store, string sql)
    {
        await using var connection = new NpgsqlConnection(store);
        await connection.OpenAsync();
        await connection.RunAsync(sql);
    }

    [GeneratedRegex(@"duration: ([0-9.]+) ms  plan:\n((?:\t.*\n)+)")]
    private static partial Regex Entry();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
