using System.Net.Http.Json;
using System.Text.Json;
using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Lab;
using Crawler.Simulation.Worlds;

namespace Crawler.EndToEnd.Face.Parts;

/// <summary>
/// The real <c>crawler serve</c> over a real PostgreSQL that holds a month of calls, with a campaign that crawls a world of
/// simulated trackers meanwhile; and a browser.
/// </summary>
public sealed class ServedWorld : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly PrivateFolder _folder = new();
    private PostgresDatabase? _database;
    private DemoWorld? _world;
    private CrawlerProcess? _crawler;
    private Chromium? _browser;
    private HttpClient? _api;

    /// <summary>Where it is served.</summary>
    internal Uri Site => _api!.BaseAddress!;

    /// <summary>The browser.</summary>
    internal Chromium Browser => _browser!;

    /// <summary>Number of the campaign that runs.</summary>
    internal int Campaign { get; private set; }

    /// <summary>Trackers by URL as shown.</summary>
    internal IReadOnlyDictionary<string, int> Trackers { get; private set; } = new Dictionary<string, int>();

    /// <summary>A simulated tracker that answers.</summary>
    internal int LivingTracker => Trackers[_world!.Trackers[0].Url.ToString()];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync();
        var browser = Chromium.StartAsync();
        await Past.WriteAsync(_database.ConnectionString, DateTimeOffset.UtcNow);
        _world = DemoWorld.Start(1, TimeProvider.System, TimeSpan.FromMinutes(5));
        // Without the last, which never answers: a measurement waits for it a minute.
        _folder.Write("targets.txt", string.Join('\n', _world.Targets.Select(target =>
            $"magnet:?xt=urn:btih:{target.InfoHash}&dn={Uri.EscapeDataString(target.Name!)}{string.Concat(target.Trackers.Entries.SkipLast(1).Select(entry => $"&tr={Uri.EscapeDataString(entry.Url.Reveal())}"))}")));
        var file = _folder.Write("swarms.yaml", """
            name: demonstration
            why: Do estimates of swarms of known size hold?
            contact: swarms@example.org
            targets: ["@targets.txt"]
            addresses: { allow-private: true }
            families: ipv4
            burst: { looks: 12, spacing: 500ms }
            schedule: { every: 20s }
            """);
        _crawler = CrawlerProcess.StartIn(
            new Dictionary<string, string> { ["CRAWLER_WEB__REQUESTSPERMINUTE"] = "0" },
            "serve", "--listen", "http://127.0.0.1:0", "--store", _database.ConnectionString, "--campaign", file, "--allow-private");
        await _crawler.UntilAsync(() => _crawler.Output.Contains("listening on ", StringComparison.Ordinal), "it listens", Patience);
        _api = new HttpClient { BaseAddress = new Uri(_crawler.Output.Split('\n').First(line => line.StartsWith("listening on ", StringComparison.Ordinal))["listening on ".Length..].Trim()) };
        _browser = await browser;
        await Eventually.HoldsAsync(IsCrawledAsync, $"the demonstration is on the pages\n{_crawler.Output}\n{_crawler.Error}", Patience);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _api?.Dispose();
        if (_crawler is not null) await _crawler.DisposeAsync();
        if (_world is not null) await _world.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private async Task<bool> IsCrawledAsync()
    {
        await Task.Delay(500); // each look asks the program we wait for to work
        var trackers = (await ItemsAsync("/api/v1/trackers?per_page=200")).ToList();
        Trackers = trackers.ToDictionary(tracker => tracker.GetProperty("url").GetString()!, tracker => tracker.GetProperty("id").GetInt32());
        Campaign = (await ItemsAsync("/api/v1/campaigns")).FirstOrDefault(one => one.GetProperty("name").GetString() == "demonstration") is { ValueKind: JsonValueKind.Object } found
            ? found.GetProperty("id").GetInt32() : 0;
        var torrents = await ItemsAsync("/api/v1/torrents?per_page=200");
        return Campaign != 0 && Trackers.ContainsKey(_world!.Trackers[0].Url.ToString())
            && torrents.Any(torrent => torrent.GetProperty("name").GetString() == _world!.Targets[3].Name && torrent.GetProperty("estimate").ValueKind != JsonValueKind.Null);
    }

    private async Task<IEnumerable<JsonElement>> ItemsAsync(string path)
    {
        var answer = await _api!.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));
        return (answer.ValueKind == JsonValueKind.Array ? answer : answer.GetProperty("items")).EnumerateArray();
    }
}

/// <summary>One world for all that look at it: to make it takes a while.</summary>
[CollectionDefinition(nameof(FaceCollection))]
public sealed class FaceCollection : ICollectionFixture<ServedWorld>;
