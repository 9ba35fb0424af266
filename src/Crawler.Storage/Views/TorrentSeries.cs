using System.Net.Sockets;
using Crawler.Statistics.Sizes;

namespace Crawler.Storage.Views;

/// <summary>A torrent's size at a time.</summary>
/// <param name="TrackerId">The tracker seen through; null for the union of all.</param>
/// <param name="Tracker">Its URL, redacted; null for the union.</param>
/// <param name="Family">The family; null if unknown.</param>
/// <param name="At">When the estimate ends.</param>
/// <param name="Size">Estimated peers; null where it has no finite value.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end; null for none.</param>
/// <param name="Observed">Distinct peers it rests on.</param>
/// <param name="Claimed">Seeders and leechers as claimed in that time; for the union the most any tracker claimed; null if none did.</param>
/// <param name="Flags">What speaks against it.</param>
public sealed record SizePoint(
    int? TrackerId,
    string? Tracker,
    AddressFamily? Family,
    DateTimeOffset At,
    double? Size,
    double Low,
    double? High,
    long Observed,
    long? Claimed,
    SizeFlags Flags);

/// <summary>What a tracker claimed at a time.</summary>
/// <param name="TrackerId">The tracker.</param>
/// <param name="Tracker">Its URL, redacted.</param>
/// <param name="Family">The family asked over; null if unknown.</param>
/// <param name="At">When.</param>
/// <param name="Complete">Seeders; null if absent.</param>
/// <param name="Incomplete">Leechers; null if absent.</param>
public sealed record ClaimPoint(int TrackerId, string Tracker, AddressFamily? Family, DateTimeOffset At, long? Complete, long? Incomplete);

/// <summary>Peers of a torrent that were named for the first time on a day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Peers">How many.</param>
public sealed record NewPeers(DateOnly Day, long Peers);
