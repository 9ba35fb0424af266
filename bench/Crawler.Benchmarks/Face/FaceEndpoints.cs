using Crawler.Benchmarks.Ingest;

namespace Crawler.Benchmarks.Face;

/// <summary>Every page, resource and chart, asked for as people and programs do: half of them about the largest.</summary>
internal static class FaceEndpoints
{
    private static readonly string[] Spans = ["24h", "7d", "30d", "1y"];
    private static readonly string[] Sorts = ["size", "seen", "seeders", "leechers", "last_call", "added"];
    private static readonly string[] Orders = ["desc", "asc"];
    private static readonly string[] Searches = ["debian", "日本", "nightly", "1080p.x86", "7f", "a1", "nothing is called this", "%", "LECTURE", "radio-3"];

    /// <summary>All of a world.</summary>
    public static IReadOnlyList<FaceEndpoint> Of(FaceWorld world)
    {
        return [.. Pages(), .. Resources(), .. Lists(), .. Charts()];

        string Torrent(int i) => ZipfSwarms.HashOf(i % 2 == 0 ? 1 + (i / 2 % world.Hot) : 1 + (int)(FaceWorld.Of(i, 1) % (ulong)world.Torrents)).ToString();
        int Tracker(int i) => i % 2 == 0 ? 1 + (i / 2 % FaceWorld.LargeTrackers) : 1 + (int)(FaceWorld.Of(i, 2) % (ulong)world.Trackers);

        string Query(int i, int perPage) => (i % 4) switch
        {
            0 => $"?sort={Sorts[i / 4 % 6]}&order={Orders[i / 24 % 2]}&page={1 + (i % 7)}&per_page={perPage}",
            1 => $"?search={Uri.EscapeDataString(Searches[i / 4 % 10])}&per_page={perPage}",
            2 => $"?tracker={Tracker(i / 4)}&sort={Sorts[i / 4 % 6]}&per_page={perPage}",
            _ => $"?sort={Sorts[i / 4 % 6]}&order={Orders[i / 24 % 2]}&page={1 + (int)(FaceWorld.Of(i, 3) % (ulong)(world.Torrents / perPage))}&per_page={perPage}",
        };

        string Trackers(int i) => (i % 4) switch
        {
            0 => $"?state={new[] { "up", "down", "unknown" }[i / 4 % 3]}",
            1 => $"?search=tracker{1 + (i % 99)}",
            2 => $"?sort={new[] { "uptime", "latency", "torrents", "url" }[i / 4 % 4]}&page={1 + (i % 9)}",
            _ => $"?scheme={new[] { "udp", "http", "https" }[i / 4 % 3]}&family=v4",
        };

        IEnumerable<FaceEndpoint> Pages() =>
        [
            new("/", i => $"/?span={Spans[i % 4]}"),
            new("/campaigns", _ => "/campaigns"),
            new("/campaigns/{id}", i => $"/campaigns/{1 + (i % 3)}"),
            new("/torrents", i => "/torrents" + Query(i, 50)),
            new("/torrents/{infohash}", i => $"/torrents/{Torrent(i)}?span={Spans[i / 2 % 4]}"),
            new("/trackers", i => "/trackers" + Trackers(i)),
            new("/trackers/{id}", i => $"/trackers/{Tracker(i)}?span={Spans[i / 2 % 4]}"),
            new("/composition", i => $"/composition?span={Spans[i % 4]}"),
            new("/quality", i => $"/quality?span={Spans[i % 4]}"),
            new("/lists", _ => "/lists"),
            new("/status", i => $"/status?page={1 + (i % 5)}"),
            new("/login", _ => "/login"),
            new("/docs/api", _ => "/docs/api"),
        ];

        IEnumerable<FaceEndpoint> Resources() =>
        [
            new("/api/v1/overview", _ => "/api/v1/overview"),
            new("/api/v1/campaigns", _ => "/api/v1/campaigns"),
            new("/api/v1/campaigns/{id}", i => $"/api/v1/campaigns/{1 + (i % 3)}"),
            new("/api/v1/campaigns/{id}/events", i => $"/api/v1/campaigns/{1 + (i % 3)}/events"),
            new("/api/v1/torrents", i => "/api/v1/torrents" + Query(i, i % 5 == 0 ? 500 : 100)),
            new("/api/v1/torrents/{infohash}", i => $"/api/v1/torrents/{Torrent(i)}"),
            new("/api/v1/torrents/{infohash}/sizes", i => $"/api/v1/torrents/{Torrent(i)}/sizes?span={Spans[i / 2 % 4]}"),
            new("/api/v1/torrents/{infohash}/claims", i => $"/api/v1/torrents/{Torrent(i)}/claims?span={Spans[i / 2 % 4]}"),
            new("/api/v1/torrents/{infohash}/new-peers", i => $"/api/v1/torrents/{Torrent(i)}/new-peers?span={Spans[i / 2 % 4]}"),
            new("/api/v1/torrents/{infohash}/overlap", i => $"/api/v1/torrents/{Torrent(i)}/overlap"),
            new("/api/v1/torrents/{infohash}/composition", i => $"/api/v1/torrents/{Torrent(i)}/composition?span={Spans[i / 2 % 4]}"),
            new("/api/v1/trackers", i => "/api/v1/trackers" + Trackers(i)),
            new("/api/v1/trackers/{id}", i => $"/api/v1/trackers/{Tracker(i)}"),
            new("/api/v1/trackers/{id}/course", i => $"/api/v1/trackers/{Tracker(i)}/course?span={Spans[i / 2 % 4]}"),
            new("/api/v1/trackers/{id}/beats", i => $"/api/v1/trackers/{Tracker(i)}/beats?span={Spans[i / 2 % 3]}"),
            new("/api/v1/trackers/{id}/calls", i => $"/api/v1/trackers/{Tracker(i)}/calls"),
            new("/api/v1/turns", i => $"/api/v1/turns?span={Spans[i % 3]}"),
            new("/api/v1/quality", i => $"/api/v1/quality?span={Spans[i % 4]}"),
            new("/api/v1/distribution", _ => "/api/v1/distribution"),
            new("/api/v1/lists/{name}", i => $"/api/v1/lists/{new[] { "stable", "all", "udp", "http" }[i % 4]}"),
            new("/openapi", _ => "/openapi/v1.json"),
        ];

        IEnumerable<FaceEndpoint> Lists() =>
        [
            new("/api/{list}", i => $"/api/{new[] { "stable", "all", "udp", "http", "95" }[i % 5]}"),
            new("/badges/{id}/uptime.svg", i => $"/badges/{1 + (i % FaceWorld.LargeTrackers)}/uptime.svg"),
            new("/badges/{id}/state.svg", i => $"/badges/{1 + (i % FaceWorld.LargeTrackers)}/state.svg"),
            new("/status/feed.atom", _ => "/status/feed.atom"),
            new("/healthz/ready", _ => "/healthz/ready"),
            new("/metrics", _ => "/metrics"),
        ];

        IEnumerable<FaceEndpoint> Charts() =>
            new[] { "svg", "png" }.SelectMany<string, FaceEndpoint>(format =>
            [
                new($"/charts/calls.{format}", i => $"/charts/calls.{format}?span={Spans[i % 4]}"),
                new($"/charts/outcomes.{format}", i => $"/charts/outcomes.{format}?span={Spans[i % 4]}"),
                new($"/charts/distribution.{format}", _ => $"/charts/distribution.{format}"),
                .. new[] { "size", "claims", "new-peers", "overlap" }.Select(chart => new FaceEndpoint(
                    $"/charts/torrents/{{infohash}}/{chart}.{format}", i => $"/charts/torrents/{Torrent(i)}/{chart}.{format}?span={Spans[i / 2 % 4]}")),
                .. new[] { "latency", "outcomes", "uptime" }.Select(chart => new FaceEndpoint(
                    $"/charts/trackers/{{id}}/{chart}.{format}", i => $"/charts/trackers/{Tracker(i)}/{chart}.{format}?span={Spans[i / 2 % 4]}")),
            ]);
    }
}
