using System.Net.Sockets;
using Crawler.Statistics.Series;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Seeder ratios, complete / (complete + incomplete), of the last claims, and what trackers count as downloads.</summary>
/// <param name="Torrents">One ratio a torrent: that of the tracker and family with the largest claim.</param>
/// <param name="Seedless">Torrents among them for which that is 0.</param>
/// <param name="Trackers">One ratio for each of a tracker's torrents.</param>
/// <param name="Downloads">Downloads by day.</param>
public sealed record SeederShares(
    Distribution Torrents, long Seedless, IReadOnlyList<TrackerSeederShares> Trackers, IReadOnlyList<DailyDownloads> Downloads);

/// <summary>Seeder ratios as one tracker claims them.</summary>
/// <param name="Tracker">Redacted.</param>
/// <param name="Family">Asked over; null if unknown.</param>
/// <param name="Ratios">One a torrent.</param>
public sealed record TrackerSeederShares(string Tracker, AddressFamily? Family, Distribution Ratios);

/// <summary>How far a tracker's <c>downloaded</c> counters rose on one day, summed over torrents: from each claim to the next.</summary>
/// <param name="Tracker">Redacted.</param>
/// <param name="Family">Asked over; null if unknown. Two families of one tracker may count the same downloads.</param>
/// <param name="Day">UTC.</param>
/// <param name="Downloads">Sum of the rises.</param>
/// <param name="Falls">Times a counter fell, as when a tracker forgot: what was downloaded then is not known.</param>
/// <param name="Claims">Claims that could be compared with an earlier one.</param>
public sealed record DailyDownloads(string Tracker, AddressFamily? Family, DateOnly Day, long Downloads, long Falls, long Claims);
