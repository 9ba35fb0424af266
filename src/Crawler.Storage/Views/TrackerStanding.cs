using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Storage.Views;

/// <summary>One tracker as it stands, over both families together unless it says otherwise.</summary>
public sealed record TrackerStanding
{
    /// <summary>Its number.</summary>
    public required int Id { get; init; }

    /// <summary>The announce URL, redacted.</summary>
    public required string Url { get; init; }

    /// <summary>How it is spoken to.</summary>
    public required TrackerScheme Scheme { get; init; }

    /// <summary>Host name or IP literal, as it may be shown.</summary>
    public required string Host { get; init; }

    /// <summary>Port.</summary>
    public required int Port { get; init; }

    /// <summary>Whether something was replaced in the URL that may be a passkey: it is nobody's to list.</summary>
    public required bool IsSecret { get; init; }

    /// <summary>Torrents it is registered for.</summary>
    public required int Torrents { get; init; }

    /// <summary>When its first call, that is still known by day, began; null if it was never called.</summary>
    public required DateTimeOffset? FirstAt { get; init; }

    /// <summary>When its last call began; null if it was never called.</summary>
    public required DateTimeOffset? LastAt { get; init; }

    /// <summary>Whether it answered in the last quarter of an hour in which it was asked, refusals included; null if it was not asked within the last 24 hours.</summary>
    public required bool? IsUp { get; init; }

    /// <summary>What came of its last call; null if it was never called.</summary>
    public required AttemptOutcome? LastOutcome { get; init; }

    /// <summary>Families over which it answered in the last 7 days.</summary>
    public required IReadOnlyList<AddressFamily> Families { get; init; }

    /// <summary>The last 24 hours.</summary>
    public required TrackerSpan Day { get; init; }

    /// <summary>The last 7 days, today included.</summary>
    public required TrackerSpan Week { get; init; }

    /// <summary>The last 30 days, today included.</summary>
    public required TrackerSpan Month { get; init; }

    /// <summary>The last 365 days, today included.</summary>
    public required TrackerSpan Year { get; init; }

    /// <summary>The <c>interval</c> it asked for last, seconds; null if it asked for none.</summary>
    public required long? IntervalAsked { get; init; }

    /// <summary>The <c>min interval</c> it asked for last, seconds; null if it asked for none.</summary>
    public required long? MinIntervalAsked { get; init; }
}

/// <summary>A stretch of a tracker's time.</summary>
/// <param name="Known">Quarters of an hour in which a call said something of it; one over two families counts once for each.</param>
/// <param name="Up">Those in which it answered.</param>
/// <param name="Calls">Calls that say something of it.</param>
/// <param name="Ok">Of them, answered usefully.</param>
/// <param name="P50">Median round trip of its answers; null without any, and for a year, whose round trips are not added up.</param>
/// <param name="P95">The 95th of a hundred.</param>
public sealed record TrackerSpan(long Known, long Up, long Calls, long Ok, TimeSpan? P50, TimeSpan? P95)
{
    /// <summary>Share of quarters in which it answered, 0–1; null if it was not asked.</summary>
    public double? Uptime => Known > 0 ? (double)Up / Known : null;
}
