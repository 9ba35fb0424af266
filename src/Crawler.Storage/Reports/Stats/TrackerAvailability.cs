using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Statistics.Availability;

namespace Crawler.Storage.Reports.Stats;

/// <summary>How available trackers were. Time is cut into slots; a tracker is up in one if it answered any call made in it.</summary>
/// <param name="Slot">Length of a slot.</param>
/// <param name="Trackers">Each tracker and family that was measured.</param>
/// <param name="Correlations">Pairs of trackers whose outages can be compared, strongest first.</param>
/// <param name="Lists">Announce lists against their best tracker; null if no list could be compared.</param>
public sealed record AvailabilityReport(
    TimeSpan Slot,
    IReadOnlyList<TrackerAvailability> Trackers,
    IReadOnlyList<OutageCorrelation> Correlations,
    ListAvailability? Lists);

/// <summary>One tracker over one family.</summary>
public sealed record TrackerAvailability
{
    /// <summary>Redacted.</summary>
    public required string Tracker { get; init; }

    /// <summary>Asked over; null if unknown.</summary>
    public AddressFamily? Family { get; init; }

    /// <summary>Calls that say something of the tracker, by what came of them.</summary>
    public required IReadOnlyDictionary<AttemptOutcome, long> Outcomes { get; init; }

    /// <summary>Calls that say nothing of it: our own network down, no address of the family, an address or scheme we do not call.</summary>
    public long Unknown { get; init; }

    /// <summary>Share of slots with calls in which it answered any, refusals included; null if none was called.</summary>
    public Proportion? Uptime { get; init; }

    /// <summary>Outages, in slots.</summary>
    public Outages Outages { get; init; }

    /// <summary>Round trips of all answers; null if there was none.</summary>
    public Latency? Latency { get; init; }

    /// <summary>Calls counted.</summary>
    public long Calls => Outcomes.Values.Sum();

    /// <summary>Share of calls with a usable reply; null without calls.</summary>
    public double? Useful => Calls > 0 ? (double)Outcomes.GetValueOrDefault(AttemptOutcome.Ok) / Calls : null;
}

/// <summary>Whether two trackers are down together.</summary>
/// <param name="First">Redacted.</param>
/// <param name="Second">Redacted.</param>
/// <param name="Phi">φ, −1 to 1.</param>
/// <param name="Slots">Slots in which both were called.</param>
/// <param name="BothDown">Slots in which both were down.</param>
public sealed record OutageCorrelation(string First, string Second, double Phi, int Slots, int BothDown);

/// <summary>What an announce list adds to its best tracker, as means over torrents with several trackers.</summary>
/// <param name="Torrents">Torrents compared.</param>
/// <param name="AnyUp">Share of slots in which any tracker of the list was up.</param>
/// <param name="BestUp">Share in which the best single one was.</param>
public sealed record ListAvailability(int Torrents, double AnyUp, double BestUp);
