using Crawler.Storage.Reports.Stats;

namespace Crawler.Web.Api.Shapes;

/// <summary>A tracker from several vantages.</summary>
public sealed record TrackerVantagesShape
{
    /// <summary>Vantages from which it is down.</summary>
    public required int DownFrom { get; init; }

    /// <summary>Vantages that can tell.</summary>
    public required int KnownFrom { get; init; }

    /// <summary>Vantages that called and cannot tell.</summary>
    public required int Unknown { get; init; }

    /// <summary>Each vantage.</summary>
    public required IReadOnlyList<TrackerVantageShape> Vantages { get; init; }

    internal static TrackerVantagesShape Of(VantageReport report)
    {
        var votes = report.Quorums.Select(quorum => quorum.Votes).FirstOrDefault();
        return new TrackerVantagesShape { DownFrom = votes.Down, KnownFrom = votes.Known, Unknown = votes.Unknown, Vantages = [.. report.Trackers.Select(TrackerVantageShape.Of)] };
    }
}

/// <summary>A tracker from one vantage.</summary>
public sealed record TrackerVantageShape
{
    /// <summary>From where.</summary>
    public required string Vantage { get; init; }

    /// <summary>Whether it was up when it was last found either way; null if that was too long ago.</summary>
    public required bool? IsUp { get; init; }

    /// <summary>The start of the quarter of an hour that says so.</summary>
    public required DateTimeOffset? KnownAt { get; init; }

    /// <summary>Calls that say something of it.</summary>
    public required long Calls { get; init; }

    /// <summary>Calls with a usable reply.</summary>
    public required long Answered { get; init; }

    /// <summary>Calls that say nothing of it, as our own network there was down.</summary>
    public required long Unknown { get; init; }

    /// <summary>Share of quarters of an hour with calls in which it answered any.</summary>
    public required double? Uptime { get; init; }

    internal static TrackerVantageShape Of(TrackerFromVantage one) => new()
    {
        Vantage = one.Vantage,
        IsUp = one.IsUp,
        KnownAt = one.KnownAt,
        Calls = one.Calls,
        Answered = one.Answered,
        Unknown = one.Unknown,
        Uptime = one.Uptime?.Share,
    };
}
