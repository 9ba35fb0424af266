using System.Net;
using Crawler.Host.Enriching;
using Crawler.Host.Terminal;
using Crawler.Lab;
using Crawler.Lab.Trackers;
using Crawler.Protocol;

namespace Crawler.Host.Tests.Enriching;

public sealed class OriginTests : IDisposable
{
    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_address_is_where_the_files_say_and_nowhere_else()
    {
        using var files = OriginFiles.Open(new OriginOptions(Countries(), Systems()))!;

        Assert.Equal(new Origin("US", 15_169, "Example Net"), files.Find(IPAddress.Parse("8.8.4.4")));
        Assert.Equal(new Origin("DE", null, null), files.Find(IPAddress.Parse("93.184.216.34")));
        Assert.Equal(default, files.Find(IPAddress.Parse("1.2.3.4")));
        Assert.Equal(default, files.Find(IPAddress.Parse("2001:db8::1")));
        Assert.Null(OriginFiles.Open(OriginOptions.None));
    }

    [Fact]
    public void A_file_that_is_none_is_told_in_a_line()
    {
        var refused = Assert.Throws<UserException>(() => OriginFiles.Open(new OriginOptions(_folder.Write("x.mmdb", "no such thing"), null)));
        Assert.Contains("Enrichment:Country", refused.Message, StringComparison.Ordinal);
        Assert.Throws<UserException>(() => OriginFiles.Open(new OriginOptions(null, _folder["missing.mmdb"])));
    }

    [Fact]
    public async Task A_crawl_looks_peers_up_before_their_addresses_end()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody
        {
            Interval = 1,
            Peers = [.. new[] { "8.8.4.4", "8.8.8.8", "93.184.216.34", "1.2.3.4" }.Select(address => PeerEndpoint.From(IPAddress.Parse(address), 6881))],
        }));
        var config = _folder.Write("settings.json", $$"""{"Enrichment": {"Country": "{{Countries()}}", "Asn": "{{Systems()}}" } }""");
        using var end = new CancellationTokenSource();
        var running = CommandLine.RunAsync(
            ["crawl", new string('a', 40), "--tracker", tracker.AnnounceUrl, "--allow-private", "--store", _folder["c.db"], "--state", _folder["state"], "--config", config],
            [],
            cancellation: end.Token);
        await Task.WhenAny(running, tracker.NextAsync());
        await end.CancelAsync();
        var crawled = await running;
        Assert.True(crawled.ExitCode == 0, crawled.Error);

        var stats = await CommandLine.RunAsync("stats", "composition", "--json", "--store", _folder["c.db"]);
        Assert.Contains("""{"kind":"composition","addresses":4,"ipv4":4,"ipv6":0,"with_country":3,"countries":2,"with_system":2,"systems":1,""", stats.Output, StringComparison.Ordinal);
        Assert.Contains("""{"kind":"country","country":"US","addresses":2,"share":0.5}""", stats.Output, StringComparison.Ordinal);
        Assert.Contains("""{"kind":"autonomous_system","system":"AS15169","name":"Example Net","addresses":2,"share":0.5}""", stats.Output, StringComparison.Ordinal);

        var paper = await CommandLine.RunAsync("report", "--paper", _folder["paper"], "--store", _folder["c.db"]);
        Assert.Equal(0, paper.ExitCode);
        // Two are too few for a report that is passed on to say where they are.
        var mailed = await CommandLine.RunAsync("report", "--html", _folder["report.html"], "--store", _folder["c.db"]);
        Assert.Equal(0, mailed.ExitCode);
        var html = await File.ReadAllTextAsync(_folder["report.html"]);
        Assert.Contains("Of whom swarms consist", html, StringComparison.Ordinal);
        Assert.Contains("75.0", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Example Net", html, StringComparison.Ordinal);

        Assert.Contains("US,2,", await File.ReadAllTextAsync(Path.Combine(_folder["paper"], "tables", "country.csv")), StringComparison.Ordinal);
    }

    private string Countries() => WriteFile("country.mmdb", OriginFile.Of(
        "GeoLite2-Country",
        ("8.8.0.0/16", new() { ["country"] = new Dictionary<string, object> { ["iso_code"] = "US" } }),
        ("93.184.0.0/16", new() { ["registered_country"] = new Dictionary<string, object> { ["iso_code"] = "DE" } })));

    private string Systems() => WriteFile("asn.mmdb", OriginFile.Of(
        "GeoLite2-ASN", ("8.8.0.0/16", new() { ["autonomous_system_number"] = 15_169L, ["autonomous_system_organization"] = "Example Net" })));

    private string WriteFile(string name, byte[] bytes)
    {
        File.WriteAllBytes(_folder[name], bytes);
        return _folder[name];
    }
}
