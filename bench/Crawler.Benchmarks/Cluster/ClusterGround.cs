using System.Diagnostics;
using System.Globalization;
using Crawler.Benchmarks.EndToEnd;
using Crawler.Benchmarks.Faults;
using Crawler.Benchmarks.Stub;
using Crawler.Clustering.Membership;
using Crawler.Clustering.Standing;
using Crawler.Lab;
using Crawler.Storage;

namespace Crawler.Benchmarks.Cluster;

/// <summary>
/// Three crawlers at 127.0.0.2–4, one PostgreSQL, trackers that note what they answer, and a node of our own that crawls nothing
/// and looks on.
/// </summary>
internal sealed class ClusterGround : IAsyncDisposable
{
    private const string AnswerFile = "answers";

    private readonly PrivateFolder _folder = new();
    private readonly ClusterCaseOptions _options;
    private StubProcess? _stub;
    private StoppablePostgres? _postgres;
    private ClusterNode? _looker;

    private ClusterGround(ClusterCaseOptions options) => _options = options;

    /// <summary>The crawlers.</summary>
    public IReadOnlyList<CrawlerNode> Nodes { get; private set; } = [];

    /// <summary>The cluster as it is seen from outside.</summary>
    public ClusterPicture Picture => _looker!.Watch.Current;

    /// <summary>Builds it; the crawlers are started.</summary>
    public static async Task<ClusterGround> BuildAsync(ClusterCaseOptions options)
    {
        var ground = new ClusterGround(options);
        try
        {
            await ground.StartAsync();
            return ground;
        }
        catch
        {
            await ground.DisposeAsync();
            throw;
        }
    }

    /// <summary>Swarms each crawler said it has, by address.</summary>
    public IReadOnlyDictionary<string, long> Spread() => Nodes.Where(node => Picture.Reports.ContainsKey(node.Address)).ToDictionary(node => node.Address, node => Picture.Reports[node.Address].Torrents);

    /// <summary>Until so many crawlers have all swarms between them.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> UntilAllPlacedAsync(int crawlers, TimeSpan patience, string what)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            var spread = Spread();
            if (spread.Count == crawlers && spread.Values.Sum() == _options.Swarms && spread.Values.Min() > 0 && Picture.Campaign?.TorrentsPlaced == _options.Swarms) return since.Elapsed;
            if (since.Elapsed > patience)
            {
                var told = string.Join("\n", Nodes.Select(node => $"{node.Address}: {(node.IsRunning ? "runs" : "has ended")}: {node.Output}"));
                throw new TimeoutException($"{what}: not within {patience.TotalSeconds} s; {string.Join(", ", spread)}; {Picture.Campaign}; {string.Join(", ", Picture.Members.Select(member => $"{member.Address} {member.State}"))}\n{told}");
            }

            await Task.Delay(100);
        }
    }

    /// <summary>What trackers and store say of each other.</summary>
    public async Task<(IReadOnlyList<Answer> Answers, RecordVerdict Verdict, int AggregateDifferences)> CheckAsync(IReadOnlyCollection<Death> deaths)
    {
        await using (var store = StoreFactory.Open(StoreLocation.Parse(_postgres!.ConnectionString)))
        {
            while ((await store.MergeAsync(cancellation: CancellationToken.None)).Lag.Batches > 0)
            {
                // What another merge was at is this one's to wait for.
            }
        }

        await _stub!.FlushAsync();
        var answers = AnswerLog.Read(_folder[AnswerFile]);
        var (calls, differences) = await StoredRecord.ReadAsync(_postgres.ConnectionString, _stub.Addresses);
        return (answers, RecordCheck.Of(answers, calls, deaths, KilledOutright.Bound), differences);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes) await node.DisposeAsync();
        if (_looker is not null) await _looker.DisposeAsync();
        if (_stub is not null) await _stub.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        _stub = await StubProcess.StartAsync(new StubOptions(Hosts: _options.Hosts, Interval: _options.Interval, Answers: _folder[AnswerFile]));
        _postgres = await StoppablePostgres.StartAsync(isDurable: true);
        _folder.Write("swarms.txt", string.Join('\n', Enumerable.Range(0, _options.Swarms).Select(MagnetOf)));
        _folder.Write("campaign.yaml", """
            name: cluster
            contact: nobody@example.org
            targets: ["@swarms.txt"]
            addresses: { allow-private: true }
            families: ipv4
            """);
        var port = FreePort.ForTcpAndUdp();
        string[] addresses = [.. Enumerable.Range(2, 3).Select(last => string.Create(CultureInfo.InvariantCulture, $"127.0.0.{last}:{port}"))];
        Nodes = [.. addresses.Select(address => new CrawlerNode(address, addresses, _folder["campaign.yaml"], _postgres.ConnectionString, _folder.Path, addresses.Length))];
        await using (var store = StoreFactory.Open(StoreLocation.Parse(_postgres.ConnectionString))) await store.MigrateAsync();
        foreach (var node in Nodes) node.Start();
        _looker = await ClusterNode.StartAsync(new ClusterOptions { Host = "127.0.0.5", Port = port, Seeds = addresses, Roles = [ClusterRoles.Web] }, "1.0.0", TimeProvider.System);
    }

    private string MagnetOf(int number) =>
        $"magnet:?xt=urn:btih:{StubTargets.HashOf(number)}"
        + string.Concat(StubTargets.PlacesOf(number, 1, _options.Hosts).Select(place => $"&tr={Uri.EscapeDataString(_stub!.Addresses.UrlOf(place))}"));
}
