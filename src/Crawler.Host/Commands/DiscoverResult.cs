using System.Globalization;
using Crawler.Host.Discovery;
using Crawler.Host.Formatting;
using Crawler.Protocol.Scrape;

namespace Crawler.Host.Commands;

/// <summary>What <c>discover --output FILE --json</c> prints for each tracker (docs/json.md).</summary>
public sealed record DiscoverResult
{
    /// <summary>The tracker, redacted.</summary>
    public required string Tracker { get; init; }

    /// <summary>The class of what came of it.</summary>
    public required string Outcome { get; init; }

    /// <summary>How far it came.</summary>
    public required string Stage { get; init; }

    /// <summary>What went wrong.</summary>
    public string? Error { get; init; }

    /// <summary>Swarms that came, before an error too.</summary>
    public required long Swarms { get; init; }

    /// <summary>Of those, what the conditions admitted.</summary>
    public required long Wanted { get; init; }

    /// <summary>Of those wanted, what was opted out.</summary>
    public required long OptedOut { get; init; }

    /// <summary>Of those wanted, what was listed already.</summary>
    public required long Known { get; init; }

    /// <summary>Written now.</summary>
    public required long Written { get; init; }

    /// <summary>Whether the rest of the answer was not read, as <c>--limit</c> was reached.</summary>
    public required bool CutShort { get; init; }

    /// <summary>Bytes of the answer as they came, and decompressed.</summary>
    public required long BytesOnWire { get; init; }

    /// <summary>Bytes of the answer, decompressed.</summary>
    public required long BytesInflated { get; init; }

    /// <summary>Seconds it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds after which the tracker may be asked again, as it sent them.</summary>
    public long? MinRequestInterval { get; init; }

    /// <summary>Where the list is; null for standard output.</summary>
    public string? Output { get; init; }

    /// <summary>Whether the tracker answered usefully.</summary>
    internal bool Succeeded { get; init; }

    /// <summary>Puts together what is known of one tracker.</summary>
    internal static DiscoverResult Of(FullScrapeResult result, DiscoveryTally tally, TimeSpan elapsed, string? output) => new()
    {
        Tracker = result.Tracker.ToString(),
        Outcome = JsonLine.NameOf(result.Outcome),
        Stage = JsonLine.NameOf(result.Stage),
        Error = result.ErrorText,
        Swarms = tally.Swarms,
        Wanted = tally.Wanted,
        OptedOut = tally.OptedOut,
        Known = tally.Known,
        Written = tally.Written,
        CutShort = result.CutShort,
        BytesOnWire = result.BytesOnWire,
        BytesInflated = result.BytesInflated,
        Seconds = Math.Round(elapsed.TotalSeconds, 3),
        MinRequestInterval = result.MinRequestInterval,
        Output = output,
        Succeeded = result.Succeeded,
    };

    /// <summary><c>http://…: 4,000,000 swarms in 12s (300 MiB, 120 MiB on the wire) · 8,400 wanted, 20 known already, 8,380 written to list.txt</c>.</summary>
    internal string Line()
    {
        var size = $"{Sizes.Format(BytesInflated)}, {Sizes.Format(BytesOnWire)} on the wire";
        var rest = CutShort ? ", the rest not read" : "";
        var optedOut = OptedOut > 0 ? $", {Number(OptedOut)} opted out" : "";
        var known = Known > 0 ? $", {Number(Known)} known already" : "";
        var again = MinRequestInterval > 0 ? $" · not to be asked again within {Durations.FormatSeconds(MinRequestInterval.Value)}" : "";
        return $"{Tracker}: {Number(Swarms)} swarms in {Durations.Format(TimeSpan.FromSeconds(Seconds))} ({size}{rest}) · {Number(Wanted)} wanted{optedOut}{known}, {Number(Written)} written{(Output is null ? "" : $" to {Output}")}{again}";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
