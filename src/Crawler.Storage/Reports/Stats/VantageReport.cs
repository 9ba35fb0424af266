using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Statistics.Availability;

namespace Crawler.Storage.Reports.Stats;

/// <summary>The same trackers and swarms as they look from several vantages.</summary>
/// <param name="Slot">Length of a slot of time: a tracker is up in one if it answered any call made in it.</param>
/// <param name="Trackers">Each tracker from each vantage that called it.</param>
/// <param name="Quorums">What the vantages say of each tracker together.</param>
/// <param name="Sizes">Each swarm from each vantage that estimated it.</param>
public sealed record VantageReport(
    TimeSpan Slot, IReadOnlyList<TrackerFromVantage> Trackers, IReadOnlyList<TrackerQuorum> Quorums, IReadOnlyList<SizeFromVantage> Sizes);

/// <summary>A tracker from one vantage.</summary>
public sealed record TrackerFromVantage
{
    /// <summary>Its number.</summary>
    public required int TrackerId { get; init; }

    /// <summary>Redacted.</summary>
    public required string Tracker { get; init; }

    /// <summary>From where.</summary>
    public required string Vantage { get; init; }

    /// <summary>Calls that say something of it.</summary>
    public required long Calls { get; init; }

    /// <summary>Calls that say nothing of it: our own network was down there, or it is not to be called.</summary>
    public required long Unknown { get; init; }

    /// <summary>Calls with a usable reply.</summary>
    public required long Answered { get; init; }

    /// <summary>Share of slots with calls in which it answered any; null if no call says anything.</summary>
    public Proportion? Uptime { get; init; }

    /// <summary>Whether it was up when it was last found either way; null if that was too long before the last call of any vantage.</summary>
    public bool? IsUp { get; init; }

    /// <summary>The start of the slot that says so; null if none does.</summary>
    public DateTimeOffset? KnownAt { get; init; }
}

/// <summary>A tracker from all vantages.</summary>
/// <param name="TrackerId">Its number.</param>
/// <param name="Tracker">Redacted.</param>
/// <param name="Votes">Down from how many of how many.</param>
public sealed record TrackerQuorum(int TrackerId, string Tracker, Quorum Votes);

/// <summary>A swarm's size from one vantage: the latest estimate of the union of its trackers there.</summary>
/// <param name="InfoHash">The swarm.</param>
/// <param name="Name">Its name; null if unknown.</param>
/// <param name="Vantage">From where.</param>
/// <param name="Family">Which of its two populations.</param>
/// <param name="At">When the estimate's window ended.</param>
/// <param name="Size">The estimate.</param>
/// <param name="Low">The lower end of its interval.</param>
/// <param name="High">The upper end; null where it is open.</param>
/// <param name="Agrees">Whether one size lies in the intervals of all vantages; null where there is but one.</param>
public sealed record SizeFromVantage(
    InfoHash InfoHash, string? Name, string Vantage, AddressFamily Family, DateTimeOffset At, double Size, double Low, double? High, bool? Agrees);
