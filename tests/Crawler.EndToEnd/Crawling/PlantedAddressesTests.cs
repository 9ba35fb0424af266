using System.Net;
using System.Text;
using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Lab;
using Crawler.Lab.Postgres;
using Crawler.Lab.Trackers;
using Crawler.Protocol;
using Npgsql;

namespace Crawler.EndToEnd.Crawling;

/// <summary>A whole PostgreSQL server is searched for addresses a tracker named: tables, write-ahead log, server log, what a crawl keeps beside it.</summary>
public class PlantedAddressesTests
{
    private static readonly IPAddress[] Planted =
        [IPAddress.Parse("198.18.77.201"), IPAddress.Parse("93.184.216.34"), IPAddress.Parse("2606:2800:220:1:248:1893:25c8:1946")];

    [Fact]
    public async Task No_byte_of_a_server_or_of_a_crawl_holds_an_address()
    {
        await using var server = await PrivatePostgres.StartAsync();
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody
        {
            Interval = 1800,
            Peers = [.. Planted.Select((address, i) => PeerEndpoint.From(address, 50_000 + i))],
        }));
        using var folder = new PrivateFolder();
        await using var crawler = CrawlerProcess.StartIn(
            new Dictionary<string, string> { ["CRAWLER_Privacy__KeyFile"] = "" },
            "crawl", "0123456789abcdef0123456789abcdef01234567", "--tracker", tracker.AnnounceUrl, "--allow-private", "--store", server.ConnectionString, "--state", folder["state"]);
        await crawler.UntilAsync(() => crawler.Error.Contains("(started)", StringComparison.Ordinal) || crawler.Output.Contains("(started)", StringComparison.Ordinal), "the tracker was called");
        var ended = await crawler.InterruptAsync();
        var pseudonyms = await StoredAsync(server);
        Assert.Equal(Planted.Length, pseudonyms.Count);
        var key = Convert.FromHexString((await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder["state"], "address-*.key")))).Trim());

        var destroyed = await CommandLine.RunAsync("privacy", "destroy-key", "--yes", "--store", server.ConnectionString, "--state", folder["state"]);

        Assert.Equal(0, destroyed.ExitCode);
        await using (var source = NpgsqlDataSource.Create(server.ConnectionString + ";Pooling=False"))
        await using (var flush = source.CreateCommand("CHECKPOINT"))
            await flush.ExecuteNonQueryAsync();
        string[] places = [server.Folder, folder.Path];
        // That pseudonyms are found shows that addresses would be.
        Assert.All(pseudonyms, pseudonym => Assert.NotEmpty(Holding(places, AsInet(pseudonym))));
        Assert.All(Planted.Index(), planted =>
        {
            var address = planted.Item;
            Assert.Empty(Holding(places, AsInet(address)));
            Assert.Empty(Holding(places, [.. address.GetAddressBytes(), .. Port(planted.Index)]));
            Assert.Empty(Holding(places, Encoding.ASCII.GetBytes(address.ToString())));
            Assert.Empty(Holding(places, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(address.GetAddressBytes()))));
            Assert.DoesNotContain(address.ToString(), ended.Output + ended.Error + destroyed.Output, StringComparison.Ordinal);
        });
        Assert.Empty(Holding(places, key));
        Assert.Empty(Holding(places, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key))));
    }

    /// <summary>As the server writes one: its family, how many of its bits count, and it. Four bytes alone could be anything.</summary>
    private static byte[] AsInet(IPAddress address) => address.GetAddressBytes() is { Length: 4 } v4 ? [2, 32, .. v4] : [3, 128, .. address.GetAddressBytes()];

    private static byte[] Port(int number) => [(byte)((50_000 + number) >> 8), (byte)(50_000 + number)];

    private static async Task<List<IPAddress>> StoredAsync(PrivatePostgres server)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString + ";Pooling=False");
        await using var command = source.CreateCommand("SELECT DISTINCT ip FROM sighting");
        await using var reader = await command.ExecuteReaderAsync();
        var stored = new List<IPAddress>();
        while (await reader.ReadAsync()) stored.Add(reader.GetFieldValue<IPAddress>(0));
        return stored;
    }

    private static IEnumerable<string> Holding(string[] places, byte[] bytes) => places
        .SelectMany(place => Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories))
        .Where(file => Holds(file, bytes));

    private static bool Holds(string file, byte[] bytes)
    {
        try
        {
            return File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // The server goes on working.
            return false;
        }
        catch (IOException) when (!File.GetAttributes(file).HasFlag(FileAttributes.Normal))
        {
            // Its socket.
            return false;
        }
    }
}
