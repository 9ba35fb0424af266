using Crawler.Host.Formatting;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Paper.Tables;

/// <summary>
/// Countries, autonomous systems and software of peers. Filled from what was found out at ingest; a store that was crawled without
/// such files, or by trackers that pass no ids on, has none, and the paper says so.
/// </summary>
internal static class CompositionTables
{
    private const string OriginMethod = "Peers by the origin of their address when it was first seen; an address has one origin, whoever is behind it.";

    private const string OriginMissing = "needs a GeoIP file (MaxMind format) while it is crawled: the origin of no address of this campaign is stored";

    private const string ClientMissing = "needs trackers that pass peer ids on (HTTP, asked for with --peer-ids): the software of no peer of this campaign is stored";

    /// <summary>Countries, autonomous systems, then software.</summary>
    public static IEnumerable<PaperTable> Of(SwarmComposition found)
    {
        yield return Origins("country", "Countries of peers", found.Countries);
        yield return Origins("autonomous_system", "Autonomous systems of peers", found.Systems);
        yield return Clients(found);
    }

    private static PaperTable Origins(string id, string caption, IReadOnlyList<OriginShare> origins)
    {
        var all = origins.Sum(origin => origin.Addresses);
        var sheet = new Sheet(id, caption, new(id, id.Replace('_', ' ').ToUpperInvariant()), new("addresses", "ADDRESSES"), new("share", "SHARE", "0.0000")) { Shown = PaperTables.Top };
        foreach (var origin in origins) sheet.Add(origin.Name is { } name ? $"{origin.Origin} {name}" : origin.Origin, origin.Addresses, (double)origin.Addresses / all);
        return new PaperTable(id, caption, "distinct addresses; share of those with a known origin", OriginMethod, sheet) { Sample = new PaperSample(all, "addresses"), Missing = OriginMissing };
    }

    private static PaperTable Clients(SwarmComposition found)
    {
        const string caption = "Software of peers";
        var sheet = new Sheet("client", caption, new("client", "CLIENT"), new("version", "VERSION"), new("peers", "PEERS"), new("share", "SHARE", "0.0000")) { Shown = PaperTables.Top };
        foreach (var share in found.Clients) sheet.Add(share.Client, share.Version, share.Peers, (double)share.Peers / found.PeersWithClient);
        var method = FormattableString.Invariant(
            $"As peers claim in their ids (BEP 20), which not every tracker passes on: {found.PeersWithId} of {found.Peers} peers came with one, {found.PeersWithClient} with one that tells their software. Which trackers these are is not random.");
        return new PaperTable("client", caption, "distinct peers (address and port); share of those with known software", method, sheet)
        {
            Sample = new PaperSample(found.PeersWithClient, "peers"),
            Missing = ClientMissing,
        };
    }
}
