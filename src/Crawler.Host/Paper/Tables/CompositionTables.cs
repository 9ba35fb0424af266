using Crawler.Host.Formatting;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Paper.Tables;

/// <summary>
/// Countries and autonomous systems of peers. Filled from what an address's origin was looked up as at ingest; a store that was
/// crawled without such files has none, and the paper says so.
/// </summary>
internal static class CompositionTables
{
    private const string Method = "Peers by the origin of their address when it was first seen; an address has one origin, whoever is behind it.";

    private const string Missing = "needs a GeoIP file (MaxMind format) while it is crawled: the origin of no address of this campaign is stored";

    /// <summary>Countries, then autonomous systems.</summary>
    /// <param name="countries">Country and distinct addresses, largest first.</param>
    /// <param name="systems">Autonomous system and distinct addresses, largest first.</param>
    public static IEnumerable<PaperTable> Of(IReadOnlyList<OriginShare> countries, IReadOnlyList<OriginShare> systems)
    {
        yield return Table("country", "Countries of peers", countries);
        yield return Table("autonomous_system", "Autonomous systems of peers", systems);
    }

    private static PaperTable Table(string id, string caption, IReadOnlyList<OriginShare> origins)
    {
        var all = origins.Sum(origin => origin.Addresses);
        var sheet = new Sheet(id, caption, new(id, id.Replace('_', ' ').ToUpperInvariant()), new("addresses", "ADDRESSES"), new("share", "SHARE", "0.0000")) { Shown = PaperTables.Top };
        foreach (var origin in origins) sheet.Add(origin.Name is { } name ? $"{origin.Origin} {name}" : origin.Origin, origin.Addresses, (double)origin.Addresses / all);
        return new PaperTable(id, caption, "distinct addresses; share of those with a known origin", Method, sheet) { Sample = new PaperSample(all, "addresses"), Missing = Missing };
    }
}
