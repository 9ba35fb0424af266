using Crawler.Host.Formatting;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;

namespace Crawler.Host.Commands;

/// <summary>What <c>scrape --json</c> prints for each tracker (docs/json.md).</summary>
/// <param name="Tracker">The tracker, redacted.</param>
/// <param name="Swarms">One for each swarm asked about, in the order asked.</param>
public sealed record ScrapeResult(string Tracker, IReadOnlyList<ScrapeResult.Swarm> Swarms)
{
    /// <summary>What the tracker claims of one swarm.</summary>
    public sealed record Swarm
    {
        /// <summary>40 hexadecimal digits.</summary>
        public required string InfoHash { get; init; }

        /// <summary>As the target says.</summary>
        public string? Name { get; init; }

        /// <summary>The class of what came of it; <c>ok</c> if the tracker answered.</summary>
        public required string Outcome { get; init; }

        /// <summary>How far it came.</summary>
        public required string Stage { get; init; }

        /// <summary>What went wrong.</summary>
        public string? Error { get; init; }

        /// <summary>Whether the answer names this swarm; null without an answer. UDP trackers answer 0 for what they do not know.</summary>
        public bool? Known { get; init; }

        /// <summary>Seeders.</summary>
        public long? Complete { get; init; }

        /// <summary>Leechers.</summary>
        public long? Incomplete { get; init; }

        /// <summary>Completed downloads.</summary>
        public long? Downloaded { get; init; }
    }

    /// <summary>The attempts of one scrape, one for each of <paramref name="targets"/>.</summary>
    public static ScrapeResult Of(string tracker, IReadOnlyList<Target> targets, IReadOnlyList<Attempt> attempts) =>
        new(tracker, [.. attempts.Zip(targets, Of)]);

    private static Swarm Of(Attempt attempt, Target target) => new()
    {
        InfoHash = attempt.InfoHash.ToString(),
        Name = target.Name,
        Outcome = JsonLine.NameOf(attempt.Outcome),
        Stage = JsonLine.NameOf(attempt.Stage),
        Error = attempt.ErrorText,
        Known = attempt.Succeeded ? attempt.Counts is not null : null,
        Complete = attempt.Counts?.Complete,
        Incomplete = attempt.Counts?.Incomplete,
        Downloaded = attempt.Counts?.Downloaded,
    };
}
