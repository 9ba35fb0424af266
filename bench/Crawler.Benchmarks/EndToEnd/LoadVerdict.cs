using System.Text.Json;
using Crawler.Benchmarks.Stub;
using static System.FormattableString;

namespace Crawler.Benchmarks.EndToEnd;

/// <summary>What a load came to.</summary>
internal sealed record LoadVerdict
{
    /// <summary>Length of the plateau.</summary>
    public required double PlateauSeconds { get; init; }

    /// <summary>Announces answered a second on it, on average and in its worst ten seconds.</summary>
    public required double AnswersPerSecond { get; init; }

    /// <inheritdoc cref="AnswersPerSecond"/>
    public required double WorstAnswersPerSecond { get; init; }

    /// <summary>Median of the ten seconds' lateness p50 and p99, ms; null if none was measured.</summary>
    public required double? LateP50Ms { get; init; }

    /// <inheritdoc cref="LateP50Ms"/>
    public required double? LateP99Ms { get; init; }

    /// <summary>Cores used on the plateau.</summary>
    public required double CrawlerCores { get; init; }

    /// <inheritdoc cref="CrawlerCores"/>
    public required double PostgresCores { get; init; }

    /// <inheritdoc cref="CrawlerCores"/>
    public required double StubCores { get; init; }

    /// <summary>Seconds of CPU of the crawler for ten thousand announces: actors, wire, log and merge together.</summary>
    public required double CrawlerCpuPerTenThousand { get; init; }

    /// <summary>Resident memory of the crawler, mean of the plateau's first minute and of its last.</summary>
    public required double FirstMinuteMb { get; init; }

    /// <inheritdoc cref="FirstMinuteMb"/>
    public required double LastMinuteMb { get; init; }

    /// <summary>Most the aggregate was behind on the plateau, and at its end.</summary>
    public required long WorstLagRows { get; init; }

    /// <inheritdoc cref="WorstLagRows"/>
    public required long EndLagRows { get; init; }

    /// <summary>Seconds from the end of the plateau until the crawl had ended.</summary>
    public required double EndingSeconds { get; init; }

    /// <summary>Seconds from the end of the plateau until the aggregate had all of the log.</summary>
    public required double CaughtUpSeconds { get; init; }

    /// <summary>Announces the trackers answered, over the whole run; goodbyes left out.</summary>
    public required long Answered { get; init; }

    /// <summary>Those in the log.</summary>
    public required long InLog { get; init; }

    /// <summary>Observations the crawler knew it could not write.</summary>
    public required long Lost { get; init; }

    /// <summary>Peers the trackers named.</summary>
    public required long PeersNamed { get; init; }

    /// <summary>Peers in the log.</summary>
    public required long PeersInLog { get; init; }

    /// <summary>Sightings the aggregate counts.</summary>
    public required long PeersInAggregate { get; init; }

    /// <summary>Rows of the aggregate.</summary>
    public required long AggregateRows { get; init; }

    /// <summary>Bytes of the database at the end.</summary>
    public required long DatabaseBytes { get; init; }

    /// <summary>
    /// Whether there was a plateau, and the record is whole. A datagram the kernel dropped is asked for again, so that trackers may have
    /// answered a little more than there is to log; never less.
    /// </summary>
    public bool Holds => PlateauSeconds > 0 && Lost == 0 && InLog <= Answered && Answered - InLog <= Answered / 1000 && PeersInLog == PeersInAggregate;

    public static async Task<LoadVerdict> OfAsync(
        IReadOnlyList<Reading> plateau, long lost, StubCounts said, StoppablePostgres postgres, TimeSpan ending, TimeSpan caughtUp)
    {
        var (first, last) = plateau.Count > 1 ? (plateau[0], plateau[^1]) : (null, null);
        var seconds = first is null ? 0 : last!.Seconds - first.Seconds;
        var answers = first is null ? 0 : last!.Answered - first.Answered;
        return new LoadVerdict
        {
            PlateauSeconds = seconds,
            AnswersPerSecond = Over(answers, seconds),
            WorstAnswersPerSecond = first is null ? 0 : plateau.Zip(plateau.Skip(1)).Min(pair => Over(pair.Second.Answered - pair.First.Answered, pair.Second.Seconds - pair.First.Seconds)),
            LateP50Ms = Quantile.Of([.. plateau.Skip(1).Where(reading => reading.P50 is not null).Select(reading => reading.P50!.Value).Order()], 0.5),
            LateP99Ms = Quantile.Of([.. plateau.Skip(1).Where(reading => reading.P99 is not null).Select(reading => reading.P99!.Value).Order()], 0.5),
            CrawlerCores = first is null ? 0 : Over(last!.CrawlerCpu - first.CrawlerCpu, seconds),
            PostgresCores = first is null ? 0 : Over(last!.PostgresCpu - first.PostgresCpu, seconds),
            StubCores = first is null ? 0 : Over(last!.StubCpu - first.StubCpu, seconds),
            CrawlerCpuPerTenThousand = first is null ? 0 : Over(10_000 * (last!.CrawlerCpu - first.CrawlerCpu), answers),
            FirstMinuteMb = MeanMb(plateau.Where(reading => reading.Seconds - first!.Seconds <= 60)),
            LastMinuteMb = MeanMb(plateau.Where(reading => last!.Seconds - reading.Seconds <= 60)),
            WorstLagRows = plateau.Select(reading => reading.LagRows).DefaultIfEmpty().Max(),
            EndLagRows = last?.LagRows ?? 0,
            EndingSeconds = ending.TotalSeconds,
            CaughtUpSeconds = caughtUp.TotalSeconds,
            Answered = said.Answered,
            InLog = await LoadQueries.AnsweredAsync(postgres),
            Lost = lost,
            PeersNamed = said.Peers,
            PeersInLog = await LoadQueries.PeersAsync(postgres),
            PeersInAggregate = await LoadQueries.SightingsAsync(postgres),
            AggregateRows = await LoadQueries.AggregateRowsAsync(postgres),
            DatabaseBytes = await LoadQueries.BytesAsync(postgres),
        };
    }

    /// <summary>A table for people, a line of JSON for programs.</summary>
    public void WriteTo(TextWriter output, EndToEndOptions options)
    {
        output.WriteLine();
        output.WriteLine(Invariant($"| {options.Torrents:N0} swarms × {options.Trackers} trackers, every {options.Interval} s | |"));
        output.WriteLine("|---|---:|");
        Row("announces answered a second, mean over the plateau", $"{AnswersPerSecond:N0}");
        Row("… in its worst ten seconds", $"{WorstAnswersPerSecond:N0}");
        Row("seconds of plateau", $"{PlateauSeconds:N0}");
        Row("lateness p50, ms", $"{LateP50Ms:N0}");
        Row("lateness p99, ms", $"{LateP99Ms:N0}");
        Row("cores: crawler, PostgreSQL, trackers", $"{CrawlerCores:0.00}, {PostgresCores:0.00}, {StubCores:0.00}");
        Row("CPU seconds of the crawler per 10,000 announces", $"{CrawlerCpuPerTenThousand:0.000}");
        Row("memory of the crawler, first and last minute, MB", $"{FirstMinuteMb:N0}, {LastMinuteMb:N0} ({Over(LastMinuteMb - FirstMinuteMb, FirstMinuteMb):+0.0%;-0.0%})");
        Row("rows the aggregate was behind, worst and at the end", $"{WorstLagRows:N0}, {EndLagRows:N0}");
        Row("seconds until the crawl had ended, and the aggregate had caught up", $"{EndingSeconds:0.0}, {CaughtUpSeconds:0.0}");
        Row("announces answered in all, and in the log", $"{Answered:N0}, {InLog:N0} ({Answered - InLog:N0} short, {Lost:N0} known as lost)");
        Row("peers named, in the log, and counted by the aggregate", $"{PeersNamed:N0}, {PeersInLog:N0}, {PeersInAggregate:N0}");
        Row("peers a reply", $"{Over(PeersNamed, Answered):0.0}");
        Row("rows of the aggregate", $"{AggregateRows:N0}");
        Row("database, MB", $"{DatabaseBytes / (1 << 20):N0}");
        output.WriteLine();
        output.WriteLine(JsonSerializer.Serialize(new { end_to_end = this, options }, Json));

        void Row(string name, FormattableString value) => output.WriteLine($"| {name} | {Invariant(value)} |");
    }

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static double Over(double a, double b) => b > 0 ? a / b : 0;

    private static double MeanMb(IEnumerable<Reading> readings) => readings.Select(reading => (double)reading.Resident).DefaultIfEmpty().Average() / (1 << 20);
}
