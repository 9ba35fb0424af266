using System.Globalization;

namespace Crawler.EndToEnd.Face.Parts;

/// <summary>Every page there is, and what it must say.</summary>
internal static class FacePages
{
    /// <summary>Path, with words in capitals for what differs from world to world; heading; words that stand in it.</summary>
    public static readonly IReadOnlyList<(string Path, string Heading, string[] Says)> All =
    [
        ("/?from=WEEKAGO&to=HOURAGO", "Overview", ["Trackers up", "Peers seen", "Calls a second", "Trackers that turned", "Campaigns"]),
        ("/campaigns", "Campaigns", ["demonstration", "releases", "Do estimates of swarms of known size hold?"]),
        ("/campaigns/CAMPAIGN", "demonstration", ["Effective configuration", "Calls a second", "swarms@example.org", "Events"]),
        ("/torrents", "Torrents", ["open-atlas-2026.10-full.iso", "ubuntu-26.04-desktop-amd64.iso", PastSwarm.Hostile]),
        ("/torrents/TORRENT?span=30d", "The Slow Harbour (2019) 2160p", ["How large it is", "Size over time", "On its trackers", "What each tracker adds", "magnet:?xt=urn:btih:"]),
        ("/trackers", "Trackers", ["udp://open.aurora.example:6969/announce", "udp://harbor.example:80/announce", "Honesty"]),
        ("/trackers/TRACKER?span=30d", "http://announce.dune.example:8080/announce", ["Up, 30 days", "Round trip, median", "What it answered last", "How it is asked"]),
        ("/composition?span=30d", "Swarm composition", ["Who is in all swarms together", "Own times"]),
        ("/quality?span=30d", "Data quality", ["Stale", "Overdue", "What is on its way"]),
        ("/quality/left-alone", "Left alone", ["Asked by themselves", "Left out by campaign files"]),
        ("/lists", "Lists of trackers", ["/api/stable", "udp://open.aurora.example:6969/announce"]),
        ("/status", "Tracker status", ["udp://open.aurora.example:6969/announce"]),
        ("/docs/api", "API", ["/api/v1/trackers"]),
        ("/login", "Log in", ["Token"]),
    ];

    /// <summary>A page's path in a world.</summary>
    public static string Of(this ServedWorld world, string path) => path
        .Replace("TORRENT", PastSwarm.All[4].InfoHash.ToString(), StringComparison.Ordinal)
        .Replace("TRACKER", world.Trackers[PastTracker.All[3].Url].ToString(), StringComparison.Ordinal)
        .Replace("CAMPAIGN", world.Campaign.ToString(), StringComparison.Ordinal)
        // The world is crawled a thousand times as often as the past was: a chart of both shows one of them.
        .Replace("WEEKAGO", Hour(-7 * 24), StringComparison.Ordinal)
        .Replace("HOURAGO", Hour(-1), StringComparison.Ordinal);

    private static string Hour(int hours) => DateTimeOffset.UtcNow.AddHours(hours).ToString("yyyy-MM-ddTHH:00:00Z", CultureInfo.InvariantCulture);
}
