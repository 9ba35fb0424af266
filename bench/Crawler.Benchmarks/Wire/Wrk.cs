using System.Globalization;
using System.Text.RegularExpressions;

namespace Crawler.Benchmarks.Wire;

/// <summary><c>wrk</c>, the load generator (Debian's package of that name): the least HTTP can cost in C.</summary>
internal static partial class Wrk
{
    /// <summary>Asks for one URL over and over.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="seconds">How long; at most 5.</param>
    public static async Task<Figure> RunAsync(string url, int seconds)
    {
        seconds = Math.Min(seconds, 5);
        var (output, cpu) = await TimedProcess.RunAsync("wrk", "-t1", $"-c{Announces.HttpWindow}", $"-d{seconds}s", url);
        var total = TotalPattern().Match(output);
        if (!total.Success) throw new InvalidOperationException($"wrk said something unexpected: {output}");
        var failures = FailurePattern().Matches(output).SelectMany(match => NumberPattern().Matches(match.Value)).Sum(number => int.Parse(number.Value, CultureInfo.InvariantCulture));
        var elapsed = TimeSpan.FromSeconds(double.Parse(total.Groups["seconds"].Value, CultureInfo.InvariantCulture));
        return new Figure(int.Parse(total.Groups["requests"].Value, CultureInfo.InvariantCulture), failures, elapsed, cpu, Allocated: null);
    }

    [GeneratedRegex(@"(?<requests>\d+) requests in (?<seconds>[\d.]+)s")]
    private static partial Regex TotalPattern();

    [GeneratedRegex("(Socket errors|Non-2xx).*")]
    private static partial Regex FailurePattern();

    [GeneratedRegex(@"(?<=: |(connect|read|write|timeout) )\d+")]
    private static partial Regex NumberPattern();
}
