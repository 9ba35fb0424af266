using System.Net;
using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Host.Terminal;
using Crawler.Lab;
using Crawler.Lab.Trackers;
using Crawler.Protocol;

namespace Crawler.EndToEnd.Discovery;

/// <summary><c>discover</c> at Debian's <c>opentracker</c>, which gives full scrapes and gzips them.</summary>
public sealed class FullScrapeOfOpenTrackerTests : IDisposable
{
    private static readonly InfoHash[] Served = [.. Enumerable.Range(1, 500).Select(i => InfoHash.Parse(i.ToString("x40")))];

    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_it_has_becomes_a_list_which_gains_what_it_gets_later_and_which_it_knows_every_line_of()
    {
        await using var tracker = await OpenTracker.StartAsync(Served);
        await JoinAsync(tracker, Served[..300]);
        var list = _folder["found.txt"];
        string[] discover = ["discover", tracker.HttpUrl, "--allow-private", "--json", "--min-seeders", "1", "-o", list];

        var first = Assert.Single((await CommandLine.RunAsync(discover)).Json);
        Assert.Equal((300, 0), (first.GetProperty("written").GetInt32(), first.GetProperty("known").GetInt32()));
        Assert.InRange(first.GetProperty("bytes_on_wire").GetInt64(), 1, first.GetProperty("bytes_inflated").GetInt64() / 2);

        await JoinAsync(tracker, Served);
        var second = Assert.Single((await CommandLine.RunAsync([.. discover, "--resume"])).Json);
        Assert.Equal((200, 300), (second.GetProperty("written").GetInt32(), second.GetProperty("known").GetInt32()));
        Assert.Equal(Served, (await File.ReadAllLinesAsync(list)).Select(line => InfoHash.Parse(line[..40])).Order());

        var scraped = await CommandLine.RunAsync("scrape", "@" + list, "--tracker", tracker.UdpUrl, "--allow-private", "--json");
        Assert.Equal((ExitCode.Ok, ""), (scraped.ExitCode, scraped.Error));
        var swarms = Assert.Single(scraped.Json).GetProperty("swarms").EnumerateArray().ToArray();
        Assert.Equal(Served.Length, swarms.Count(swarm => swarm.GetProperty("complete").GetInt64() == 1));
    }

    private static async Task JoinAsync(OpenTracker tracker, IEnumerable<InfoHash> swarms)
    {
        foreach (var swarm in swarms) await tracker.AnnounceAsync(swarm, new IPEndPoint(IPAddress.Parse("127.0.0.9"), 7001));
    }
}
