using System.Net;
using System.Net.Sockets;
using System.Xml.Linq;
using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Statistics.Sizes;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;

namespace Crawler.Host.Tests.Plots;

public sealed class ReportFilesTests : IAsyncLifetime
{
    private const string Hash = "0000000000000000000000000000000000000001";
    private const string Passkey = "0123456789abcdef0123456789abcdef";
    private const string Hostile = "<script>alert(1)</script>";

    private static readonly TrackerUrl Tracker = TrackerUrl.Parse($"https://private.example/{Passkey}/announce");

    private static readonly Campaign Seeded = new()
    {
        Name = "<b>swarms</b>",
        Manifest = """{"campaign":{"name":"swarms","seed":7001}}""",
        ConfigHash = "5f1dc0de",
        Version = "0.1.0",
        Vantage = "lab",
        StartedAt = DateTimeOffset.UnixEpoch,
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawler-plots-");

    public async Task InitializeAsync()
    {
        await using var store = StoreFactory.Open(StoreLocation.Parse(At("crawl.db")));
        await store.MigrateAsync();
        var hash = InfoHash.Parse(Hash);
        await store.Campaigns.OpenAsync(Seeded);
        await store.RegisterAsync([new Target { InfoHash = hash, Name = Hostile, Trackers = AnnounceTiers.Of([[Tracker.Reveal()]]) }]);
        var at = DateTimeOffset.UtcNow.AddHours(-1);
        var attempt = new Attempt
        {
            Kind = AttemptKind.Announce,
            InfoHash = hash,
            Tracker = Tracker,
            At = at,
            Stage = AttemptStage.Done,
            Outcome = AttemptOutcome.Ok,
            Transmissions = 1,
            RoundTrip = TimeSpan.FromMilliseconds(20),
            Reply = new AnnounceReply { Complete = 5, Peers = new PeerList([1, 2, 3, 4, 0, 80], []) },
        };
        var estimate = new EstimateEntry
        {
            Kind = EstimateKind.Snapshot,
            InfoHash = hash,
            Family = AddressFamily.InterNetwork,
            From = at,
            To = at,
            Size = new SizeEstimate { Method = SizeMethod.Darroch, Size = 1000, Low = 900, High = 1100, Occasions = 5 },
        };
        await store.AppendAsync(new LogBatch { Writer = "w", Sequence = 1, CampaignId = 1, Entries = [new LogEntry(attempt)], Estimates = [estimate] });
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("distribution")]
    [InlineData("size", Hash)]
    [InlineData("overlap", Hash)]
    [InlineData("overlap")]
    [InlineData("uptime", "--tracker", "private.example")]
    public async Task A_plot_is_drawn_into_a_file_by_its_ending(string kind, params string[] more)
    {
        foreach (var file in new[] { At("a.svg"), At("a.png") })
        {
            var report = await ReportAsync(["--plot", file, "--plot-kind", kind, .. more]);

            Assert.Equal((ExitCode.Ok, ""), (report.ExitCode, report.Error));
            Assert.StartsWith(file, report.Output, StringComparison.Ordinal);
        }

        var svg = XElement.Load(At("a.svg"));
        Assert.Equal("svg", svg.Name.LocalName);
        Assert.Equal("measured by <b>swarms</b> (number 1), settings 5f1dc0de, seed 7001, crawler 0.1.0 on lab", svg.Element(svg.Name.Namespace + "metadata")!.Value);
        Assert.DoesNotContain(Passkey, File.ReadAllText(At("a.svg")));
        Assert.Equal((byte)'P', File.ReadAllBytes(At("a.png"))[1]);
    }

    [Fact]
    public async Task A_report_to_mail_stands_alone_and_what_strangers_wrote_is_text()
    {
        var report = await ReportAsync("--html", At("report.html"));

        Assert.Equal(ExitCode.Ok, report.ExitCode);
        var html = File.ReadAllText(At("report.html"));
        Assert.Contains("&lt;script&gt;", html);
        Assert.Contains("5f1dc0de", html);
        Assert.Contains("7001", html);
        Assert.Contains("Enrichment:Country", html);
        Assert.DoesNotContain("<b>swarms", html);
        Assert.Contains("900–1", WebUtility.HtmlDecode(html));
        Assert.DoesNotMatch("(?i)<script|src=\"(?!data:)|href=\"http|url\\(http|@import", html);
        Assert.DoesNotContain(Passkey, html);
        // Of each chart one is shown; the other is hidden from everybody alike.
        Assert.DoesNotContain("aria-hidden", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ends neither in .svg nor in .png", "--plot", "x.gif")]
    [InlineData("name the torrent to draw", "--plot", "x.svg", "--plot-kind", "size")]
    [InlineData("no tracker in the store is like 'nobody'", "--plot", "x.svg", "--tracker", "nobody")]
    [InlineData("'blue' is neither light nor dark", "--plot", "x.svg", "--theme", "blue")]
    [InlineData("'span' is one of 24h, 7d, 30d, 1y", "--plot", "x.svg", "--span", "3h")]
    [InlineData("name its file", "--tracker", "nobody")]
    [InlineData("name no torrent", "--html", "x.html", Hash)]
    [InlineData("name none", "--plot", "x.svg", "--plot-kind", "distribution", Hash)]
    [InlineData("not whose overlap", "--plot", "x.svg", "--plot-kind", "overlap", "--tracker", "private")]
    [InlineData("an uptime is a tracker's", "--plot", "x.svg", "--tracker", "private", Hash)]
    [InlineData("no such folder", "--html", "/nonexistent/x.html")]
    public async Task What_cannot_be_drawn_is_one_clear_line(string line, params string[] arguments)
    {
        var report = await ReportAsync(arguments);

        Assert.Equal(ExitCode.BadInput, report.ExitCode);
        Assert.Contains(line, Assert.Single(report.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.False(File.Exists("x.svg"));
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private Task<CommandLine> ReportAsync(params string[] arguments) => CommandLine.RunAsync(["report", "--store", At("crawl.db"), .. arguments]);
}
