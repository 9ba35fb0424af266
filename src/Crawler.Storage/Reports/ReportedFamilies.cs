using System.Net.Sockets;

namespace Crawler.Storage.Reports;

/// <summary>
/// Which address families of a tracker are worth a row. Most hosts lack one family, and a row that only says so for
/// every one of them would hide those that were measured and failed.
/// </summary>
internal static class ReportedFamilies
{
    /// <summary>All there are, in the order they are shown.</summary>
    public static readonly AddressFamily[] All = [AddressFamily.Unspecified, AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    /// <summary>The families measured; if none was, those known of; if none is, <paramref name="never"/> alone.</summary>
    public static IEnumerable<TKey> Of<TKey>(IReadOnlyCollection<TKey> known, Func<TKey, bool> measured, TKey never) =>
        known.Any(measured) ? known.Where(measured) : known.DefaultIfEmpty(never);
}
