using System.Net.Sockets;
using Crawler.Protocol.Net;
using Crawler.Storage.Views;
using Crawler.Web.Boards;

namespace Crawler.Web.Listings;

/// <summary>Which trackers of a board are wanted. What is null or empty is no condition.</summary>
public sealed record TrackerFilter
{
    /// <summary>The spans that uptime is told for, as written.</summary>
    public static readonly IReadOnlyList<string> Spans = ["24h", "7d", "30d", "1y"];

    /// <summary>The span that <see cref="MinUptime"/> is of: one of <see cref="Spans"/>.</summary>
    public string Span { get; init; } = "30d";

    /// <summary>At least this share of quarters of an hour answered, 0–100 %; who was not asked in the span is left out.</summary>
    public double? MinUptime { get; init; }

    /// <summary>Known for at least this long.</summary>
    public TimeSpan? MinAge { get; init; }

    /// <summary>Spoken to in one of these ways.</summary>
    public IReadOnlyCollection<TrackerScheme> Schemes { get; init; } = [];

    /// <summary>Answering over each of these families.</summary>
    public IReadOnlyCollection<AddressFamily> Families { get; init; } = [];

    /// <summary>Believed at least so far, 0–100; who is not judged yet passes.</summary>
    public double? MinHonesty { get; init; }

    /// <summary>How it stands.</summary>
    public TrackerState? State { get; init; }

    /// <summary>Whose URL contains this. Case does not matter.</summary>
    public string? Search { get; init; }

    /// <summary>Whether a tracker is wanted.</summary>
    /// <param name="tracker">The tracker.</param>
    /// <param name="now">The time it is, which age is reckoned from.</param>
    public bool Admits(BoardTracker tracker, DateTimeOffset now)
    {
        var standing = tracker.Standing;
        return (State is null || TrackerStates.Of(standing.IsUp) == State)
            && (Schemes.Count == 0 || Schemes.Contains(standing.Scheme))
            && Families.All(standing.Families.Contains)
            && (MinUptime is null || SpanOf(standing, Span).Uptime * 100 >= MinUptime)
            && (MinAge is null || now - standing.FirstAt >= MinAge)
            && (MinHonesty is null || tracker.Honesty is null || tracker.Honesty >= MinHonesty)
            && (string.IsNullOrWhiteSpace(Search) || standing.Url.Contains(Search.Trim(), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A tracker's span by its name; 30 days for a name there is not.</summary>
    public static TrackerSpan SpanOf(TrackerStanding standing, string span) => span switch
    {
        "24h" => standing.Day,
        "7d" => standing.Week,
        "1y" => standing.Year,
        _ => standing.Month,
    };
}
