using System.Net;
using System.Text;
using Crawler.Lab;
using Crawler.Lab.Trackers;
using Crawler.Protocol;
using Crawler.Storage;
using Microsoft.Data.Sqlite;

namespace Crawler.Host.Tests.Addresses;

/// <summary>Plants addresses with a tracker, crawls, destroys the key, and looks for them in every byte that is left.</summary>
public sealed class PlantedAddressTests : IDisposable
{
    private static readonly IPAddress[] Planted =
        [IPAddress.Parse("198.18.77.201"), IPAddress.Parse("198.18.77.202"), IPAddress.Parse("93.184.216.34"), IPAddress.Parse("2606:2800:220:1:248:1893:25c8:1946")];

    private readonly PrivateFolder _folder = new();

    private string Store => _folder["census.db"];

    private string State => _folder["state"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_the_key_is_destroyed_no_byte_recovers_an_address()
    {
        await using var tracker = PlantingTracker();
        await using var other = PlantingTracker();
        var first = await CrawlAsync(tracker);
        Assert.Contains("pseudonyms", first.Error, StringComparison.Ordinal);
        var before = await SeenAsync();
        Assert.Equal(4, before.Count);

        // The same peers under the same pseudonyms after a restart: seen again, not others.
        var second = await CrawlAsync(other);
        Assert.Equal(0, second.ExitCode);
        Assert.Equal(before, await SeenAsync());

        var key = Assert.Single(Directory.GetFiles(State, "address-*.key"));
        var secret = Convert.FromHexString(File.ReadAllText(key).Trim());
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        var told = await CommandLine.RunAsync("privacy", "status", "--store", Store, "--state", State);
        Assert.Contains(key, told.Output, StringComparison.Ordinal);

        var refused = await CommandLine.RunAsync("privacy", "destroy-key", "--store", Store, "--state", State);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.True(File.Exists(key), "nothing is destroyed without --yes");
        var destroyed = await CommandLine.RunAsync("privacy", "destroy-key", "--store", Store, "--state", State, "--yes");
        Assert.Equal((0, ""), (destroyed.ExitCode, destroyed.Error));
        Assert.False(File.Exists(key), "the key is gone");

        // What is published holds no more than the store does.
        foreach (var format in new[] { "csv", "jsonl", "parquet" })
        {
            var exported = await CommandLine.RunAsync("export", _folder[$"published-{format}"], "--format", format, "--store", Store);
            Assert.Equal((0, ""), (exported.ExitCode, exported.Error));
            exported = await CommandLine.RunAsync("export", _folder[$"replies-{format}"], "--replies", "--format", format, "--store", Store);
            Assert.Equal((0, ""), (exported.ExitCode, exported.Error));
        }

        Assert.Contains(before.First(), File.ReadAllText(Directory.GetFiles(_folder["published-csv"], "part-0.csv", SearchOption.AllDirectories).Single(file => file.Contains("sightings", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Empty(Found(first, second, told, destroyed));
        Assert.Empty(Remains(secret));

        var third = await CrawlAsync(tracker);
        Assert.NotEqual(0, third.ExitCode);
        Assert.Contains("destroyed", third.Error, StringComparison.Ordinal);
        var again = await CommandLine.RunAsync("privacy", "status", "--json", "--store", Store, "--state", State);
        Assert.Contains("\"key_is_there\":false", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Networks_are_all_that_is_left_of_truncated_addresses()
    {
        await using var tracker = PlantingTracker();

        var crawled = await CrawlAsync(tracker, "truncated");

        Assert.Empty(Found(crawled));
        var seen = await SeenAsync();
        Assert.Contains("198.18.77.0", seen);
        Assert.Contains("2606:2800:220::", seen);
    }

    [Fact]
    public async Task Raw_addresses_stand_beside_the_pseudonyms_until_their_time_is_over()
    {
        await using var tracker = PlantingTracker();

        var crawled = await CrawlAsync(tracker, "raw");

        Assert.Contains("ADDRESSES ARE WRITTEN", crawled.Error, StringComparison.Ordinal);
        Assert.NotEmpty(Found());
        Assert.Empty((await SeenAsync()).Intersect(Planted.Select(address => address.ToString())));

        // A day that is not over is kept, whatever its time.
        Assert.Equal("nothing to drop", (await CommandLine.RunAsync("privacy", "expire", "--store", Store)).Output.Trim());
        Assert.Equal(0, (await CommandLine.RunAsync("privacy", "destroy-key", "--store", Store, "--state", State, "--yes")).ExitCode);

        Assert.Empty(Found());
    }

    [Fact]
    public async Task A_store_without_its_key_is_not_written_under_another()
    {
        await using var tracker = PlantingTracker();
        await CrawlAsync(tracker);
        var seen = await SeenAsync();
        File.Delete(Assert.Single(Directory.GetFiles(State, "address-*.key")));

        var crawled = await CrawlAsync(tracker);

        Assert.Equal(1, crawled.ExitCode);
        Assert.Contains("Privacy:KeyFile", crawled.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(State, "address-*.key"));
        Assert.Equal(seen, await SeenAsync());
    }

    private static FakeHttpTracker PlantingTracker() => FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody
    {
        Interval = 1,
        Peers = [.. Planted.Select((address, i) => PeerEndpoint.From(address, 50_000 + i))],
    }));

    /// <summary>Crawls until the tracker was asked, or for as long as it takes to be refused.</summary>
    private async Task<CommandLine> CrawlAsync(FakeHttpTracker tracker, string policy = "prefix-preserving")
    {
        var config = _folder.Write("crawler.json", $$"""{ "Privacy": { "Addresses": "{{policy}}" } }""");
        using var end = new CancellationTokenSource();
        var running = CommandLine.RunAsync(
            ["crawl", "0123456789abcdef0123456789abcdef01234567", "--tracker", tracker.AnnounceUrl, "--allow-private", "--store", Store, "--state", State, "--config", config],
            [],
            cancellation: end.Token);
        await Task.WhenAny(running, tracker.NextAsync());
        await end.CancelAsync();
        return await running;
    }

    /// <summary>The addresses of the aggregate.</summary>
    private async Task<SortedSet<string>> SeenAsync()
    {
        await using var store = StoreFactory.Open(StoreLocation.Parse(Store));
        await store.MergeAsync();
        using var connection = new SqliteConnection($"Data Source={Store};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT ip FROM sighting";
        using var reader = command.ExecuteReader();
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        while (reader.Read()) seen.Add(new IPAddress((byte[])reader[0]).ToString());
        return seen;
    }

    /// <summary>Files and outputs in which a planted address stands: as bytes, as digits or as text.</summary>
    private List<string> Found(params CommandLine[] outputs) =>
    [
        .. Planted.SelectMany(address => new[] { address.GetAddressBytes(), Encoding.ASCII.GetBytes(address.ToString()), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(address.GetAddressBytes())) })
            .SelectMany(Remains),
        .. outputs.SelectMany(output => Planted.Where(address => (output.Output + output.Error).Contains(address.ToString(), StringComparison.Ordinal)).Select(address => $"{address} was printed")),
    ];

    private IEnumerable<string> Remains(byte[] bytes) => Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
        .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0 || File.ReadAllText(file).Contains(Convert.ToHexStringLower(bytes), StringComparison.OrdinalIgnoreCase))
        .Select(file => $"{Convert.ToHexStringLower(bytes)} in {file}");
}
