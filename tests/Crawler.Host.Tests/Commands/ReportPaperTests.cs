using Crawler.Host.Paper.Tables;
using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Log;

namespace Crawler.Host.Tests.Commands;

public sealed class ReportPaperTests : IAsyncLifetime
{
    private const string FirstHash = "0000000000000000000000000000000000000001";
    private const string Hostile = "=cmd|' /C calc'!A0 [x](http://evil.example) <b>&\\input{/etc/passwd} $x_1^2$ 100% #1 ~ `id`";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawler-paper-");

    private string Location => Path.Combine(_folder.FullName, "crawl.db");

    private string Out => Path.Combine(_folder.FullName, "out");

    public async Task InitializeAsync()
    {
        await using var store = StoreFactory.Open(StoreLocation.Parse(Location));
        await store.MigrateAsync();
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task An_empty_store_is_one_clear_line()
    {
        var result = await PaperAsync();

        Assert.Equal((ExitCode.BadInput, ""), (result.ExitCode, result.Output));
        Assert.Contains("holds no campaign yet", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public async Task A_campaign_without_calls_is_one_clear_line()
    {
        await using (var store = StoreFactory.Open(StoreLocation.Parse(Location))) await store.Campaigns.OpenAsync(Campaign("idle", 0));

        Assert.Contains("campaign 'idle' made no call yet", (await PaperAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_table_is_printed_or_missing_with_a_reason_and_the_three_formats_have_the_same_tables()
    {
        await FillAsync();

        var result = await PaperAsync();

        Assert.Equal((ExitCode.Ok, ""), (result.ExitCode, result.Error));
        var (markdown, latex) = (await ReadAsync("paper.md"), await ReadAsync("paper.tex"));
        var index = (await ReadAsync("tables/index.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var all = TopicTables.All.SelectMany(topic => topic.Tables).Select(table => table.Id).Concat(["data_set", "call_outcome", "torrent_containment", "peer_containment", "country", "autonomous_system", "client"]).ToList();
        Assert.Equal(all.Order(StringComparer.Ordinal), index.Skip(1).Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal));
        var printed = Directory.GetFiles(Path.Combine(Out, "tables")).Select(Path.GetFileNameWithoutExtension).Where(name => name != "index").Order(StringComparer.Ordinal).ToList();
        // What this store cannot have: no estimate, no origin, no software, nobody who asked to be left alone, no two trackers that are one, nobody down in one quarter and up in another.
        Assert.Equal(["autonomous_system", "client", "country", "hour_of_week_estimated", "left_alone", "left_out", "outage_correlation", "tracker_alias"], all.Except(printed!).Order(StringComparer.Ordinal));
        Assert.Equal(printed.Count, markdown.Split("\n## Table ").Length - 1);
        Assert.Equal(printed, latex.Split('\n').Where(line => line.StartsWith("\\label{tab:", StringComparison.Ordinal)).Select(line => line[11..^1]).Order(StringComparer.Ordinal));
        Assert.All(printed, id => Assert.True(File.ReadLines(Path.Combine(Out, "tables", $"{id}.csv")).Count() > 1, id));
        Assert.Contains("needs a GeoIP file", markdown, StringComparison.Ordinal);
        Assert.Contains("needs a GeoIP file", latex, StringComparison.Ordinal);
        // Wherever a plot is named it is there, in both forms.
        foreach (var plot in markdown.Split("](plots/").Skip(1).Select(rest => $"plots/{rest.Split(')')[0]}"))
        {
            Assert.True(File.Exists(Path.Combine(Out, plot)), plot);
            Assert.Contains($"{{{Path.ChangeExtension(plot, ".png")}}}", latex, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(Out, Path.ChangeExtension(plot, ".png"))), plot);
        }

        Assert.True(Directory.GetFiles(Path.Combine(Out, "plots"), "*.svg").Length >= 5);
    }

    [Fact]
    public async Task Under_every_table_stand_n_unit_campaign_seed_hash_span_vantage_and_versions()
    {
        await FillAsync();
        await PaperAsync();

        foreach (var section in (await ReadAsync("paper.md")).Split("\n## Table ").Skip(1))
        {
            Assert.Matches(@"\*Unit: .+\. n = \d+ .+", section);
            Assert.Contains("campaign test (number 1), seed 42, config hash abc0, 2026-01-01 12:00:00 to 2026-01-01 13:15:00 UTC, vantage lab, measured by crawler 0.1.0, tabled by crawler ", section, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Latex_is_balanced_and_every_row_has_as_many_cells_as_its_table_columns()
    {
        await FillAsync();
        await PaperAsync("--format", "tex");

        var lines = (await ReadAsync("paper.tex")).Split('\n');
        var open = new Stack<string>();
        var columns = 0;
        foreach (var line in lines)
        {
            if (line.StartsWith("\\begin{tabular}{", StringComparison.Ordinal)) columns = line.Length - "\\begin{tabular}{}".Length;
            foreach (System.Text.RegularExpressions.Match mark in System.Text.RegularExpressions.Regex.Matches(line, @"\\(begin|end)\{(\w+)\}"))
            {
                if (mark.Groups[1].Value == "begin") open.Push(mark.Groups[2].Value);
                else Assert.Equal(open.Pop(), mark.Groups[2].Value);
            }

            if (line.EndsWith(" \\\\", StringComparison.Ordinal)) Assert.Equal(columns, line.Replace("\\&", "", StringComparison.Ordinal).Count(letter => letter == '&') + 1);
        }

        Assert.Empty(open);
        var bare = string.Join('\n', lines).Replace("\\{", "", StringComparison.Ordinal).Replace("\\}", "", StringComparison.Ordinal);
        Assert.Equal(bare.Count(letter => letter == '{'), bare.Count(letter => letter == '}'));
        Assert.DoesNotContain("\\input", bare, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Out, "paper.md")));
        Assert.False(Directory.Exists(Path.Combine(Out, "tables")));
    }

    [Fact]
    public async Task A_name_somebody_else_chose_is_only_a_name()
    {
        await FillAsync();
        await PaperAsync();

        var markdown = await ReadAsync("paper.md");
        Assert.DoesNotContain("<b>", markdown.Replace("\\<b\\>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("[x](", markdown, StringComparison.Ordinal);
        Assert.Contains("'=cmd|", await ReadAsync("tables/swarm_size.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_calls_and_torrents_of_the_campaign_count()
    {
        await FillAsync();
        await using (var store = StoreFactory.Open(StoreLocation.Parse(Location)))
        {
            var other = await store.Campaigns.OpenAsync(Campaign("other", 3));
            await store.AppendAsync(new LogBatch { Writer = "test", Sequence = 2, CampaignId = other, Entries = [new LogEntry(Announce(2, Tracker, InfoHash.Parse(FirstHash), 9))] });
        }

        await PaperAsync("--campaign", "test", "--format", "csv");
        Assert.Contains("calls,17\r\n", await ReadAsync("tables/data_set.csv"), StringComparison.Ordinal);
        await PaperAsync("--format", "csv");
        var newest = await ReadAsync("tables/data_set.csv");
        Assert.Contains("campaign,other\r\n", newest, StringComparison.Ordinal);
        Assert.Contains("calls,1\r\n", newest, StringComparison.Ordinal);
        Assert.Contains("torrents called about,1\r\n", newest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("knows no campaign 'nobody'", "--paper", "out", "--campaign", "nobody")]
    [InlineData("name its folder", "--campaign", "test")]
    [InlineData("without --json, --plot and --html", "--paper", "out", "--json")]
    [InlineData("name no torrent", "--paper", "out", FirstHash)]
    public async Task What_cannot_be_meant_is_said_in_one_line(string problem, params string[] arguments)
    {
        var result = await CommandLine.RunAsync(["report", .. arguments, "--store", Location]);

        Assert.Equal((ExitCode.BadInput, ""), (result.ExitCode, result.Output));
        Assert.Contains(problem, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static TrackerUrl Tracker => TrackerUrl.Parse("udp://tracker.example:6969/announce");

    private Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(Out, file));

    private Task<CommandLine> PaperAsync(params string[] arguments) => CommandLine.RunAsync(["report", "--paper", Out, .. arguments, "--store", Location]);

    private static Campaign Campaign(string name, int number) => new()
    {
        Name = name,
        Manifest = """{"campaign":{"seed":42}}""",
        ConfigHash = $"abc{number}",
        Version = "0.1.0",
        Vantage = "lab",
        StartedAt = DateTimeOffset.UnixEpoch,
    };

    private async Task FillAsync()
    {
        await using var store = StoreFactory.Open(StoreLocation.Parse(Location));
        var other = TrackerUrl.Parse("http://other.example/announce");
        var second = InfoHash.Parse(FirstHash[..^1] + "2");
        await store.RegisterAsync([new Target { InfoHash = InfoHash.Parse(FirstHash), Name = Hostile, Trackers = AnnounceTiers.Of([[Tracker.Reveal()], [other.Reveal()]]) }]);
        Attempt[] attempts =
        [
            .. Enumerable.Range(0, 6).SelectMany(i => new[] { Announce(i * 5, Tracker, InfoHash.Parse(FirstHash), i), Announce(i * 5 + 1, other, InfoHash.Parse(FirstHash), i + 1) }),
            .. Enumerable.Range(0, 3).Select(i => Announce(60 + i, Tracker, second, i)),
            Announce(75, Tracker, InfoHash.Parse(FirstHash), 20),
            Announce(70, other, second, 0).Failed(AttemptStage.Connect, AttemptOutcome.Timeout, "no answer") with { Reply = null },
        ];
        var campaign = await store.Campaigns.OpenAsync(Campaign("test", 0));
        await store.AppendAsync(new LogBatch { Writer = "test", Sequence = 1, CampaignId = campaign, Entries = [.. attempts.Select(attempt => new LogEntry(attempt))] });
    }

    private static Attempt Announce(int minutes, TrackerUrl tracker, InfoHash infoHash, int firstPeer) => new()
    {
        Kind = AttemptKind.Announce,
        InfoHash = infoHash,
        Tracker = tracker,
        At = Start.AddMinutes(minutes),
        Stage = AttemptStage.Done,
        Outcome = AttemptOutcome.Ok,
        Transmissions = 1,
        RoundTrip = TimeSpan.FromMilliseconds(20),
        Reply = new AnnounceReply
        {
            Complete = 2,
            Incomplete = 2,
            Downloaded = minutes,
            Peers = new PeerList([.. Enumerable.Range(firstPeer, 4).SelectMany(i => new byte[] { 8, 8, 4, (byte)i, 26, 225 })], []),
        },
    };
}
