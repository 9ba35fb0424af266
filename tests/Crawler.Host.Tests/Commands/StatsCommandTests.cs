using System.Text.Json;
using Crawler.Host.Commands.Stats;
using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Protocol.Preferences;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Log;

namespace Crawler.Host.Tests.Commands;

public sealed class StatsCommandTests : IAsyncLifetime
{
    private const string OptOuts = """{"campaign":{"opt-out":{"hosts":["opted.example"],"addresses":["2001:db8:ffff:ffff::/64"],"infohashes":["00000000000000000000000000000000000000ff"]}}}""";
    private const string FirstHash = "0000000000000000000000000000000000000001";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawler-stats-");

    public static TheoryData<string> Topics => [.. StatsTopic.All.Select(topic => topic.Name)];

    private string Location => Path.Combine(_folder.FullName, "crawl.db");

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

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task An_empty_store_is_one_clear_line(string topic)
    {
        Assert.Equal([StatsTopic.All.Single(one => one.Name == topic).Nothing], (await StatsAsync(topic)).Lines);
        Assert.Empty((await StatsAsync(topic, "--json")).Lines);
        Assert.StartsWith("kind,", Assert.Single((await StatsAsync(topic, "--csv")).Lines), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task Table_json_and_csv_say_the_same_and_no_table_is_wider_than_120(string topic)
    {
        await FillAsync();

        var text = await StatsAsync(topic);
        var json = (await StatsAsync(topic, "--json")).Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var csv = (await StatsAsync(topic, "--csv")).Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal((ExitCode.Ok, ""), (text.ExitCode, text.Error));
        Assert.All(text.Lines, line => Assert.InRange(line.Length, 1, 120));
        Assert.NotEmpty(json);
        Assert.Equal(json.Count + 1, csv.Length);
        Assert.All(json, line => Assert.Matches("^[a-z_]+$", line.GetProperty("kind").GetString()!));
        // The header does not depend on what there is.
        Assert.Subset(csv[0].Split(',').ToHashSet(), json.SelectMany(line => line.EnumerateObject()).Select(property => property.Name).ToHashSet());
    }

    [Fact]
    public async Task Alone_it_shows_every_topic_in_brief()
    {
        await FillAsync();

        var overview = await StatsAsync();

        Assert.All(
            new[] { "swarm sizes, peers", "distinct peers", "seeder ratio", "availability", "sessions and arrivals", "trackers, least believable first" },
            title => Assert.Contains(title, overview.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_torrents_and_the_time_asked_for_count()
    {
        await FillAsync();

        Assert.Equal("2", await ClaimedSwarmsAsync());
        Assert.Equal("1", await ClaimedSwarmsAsync(FirstHash));
        Assert.Equal("1", await ClaimedSwarmsAsync("--since", "2026-01-01T12:30Z"));
        Assert.Equal("1", await ClaimedSwarmsAsync("--until", "2026-01-01T12:30:00+00:00"));
    }

    [Fact]
    public async Task Who_is_left_alone_is_listed_with_the_reason_and_that_nobody_called_since()
    {
        await FillAsync();

        var text = await StatsAsync("left-alone");
        var json = (await StatsAsync("left-alone", "--json")).Lines.Select(line => JsonDocument.Parse(line).RootElement).ToLookup(line => line.GetProperty("kind").GetString());

        var host = Assert.Single(json["left_alone"]);
        Assert.Equal(("www.example", "no_tracker_on_host", 0), (host.GetProperty("who").GetString(), host.GetProperty("reason").GetString(), host.GetProperty("calls_since").GetInt32()));
        Assert.Equal(Start.AddMinutes(80), host.GetProperty("since").GetDateTimeOffset());
        Assert.Equal("www.example says: no trackers here (BEP 34)", host.GetProperty("said").GetString());
        Assert.Equal(["swarm", "host", "network"], json["opt_out"].Select(line => line.GetProperty("opted_out").GetString()));
        Assert.All(json["opt_out"], line => Assert.Equal((0, JsonValueKind.Null), (line.GetProperty("calls_since").GetInt32(), line.GetProperty("until").ValueKind)));
        Assert.Equal(JsonValueKind.Null, Assert.Single(json["left_out"]).GetProperty("targets_left_out").ValueKind);
        Assert.Contains("www.example", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef0123456789abcdef", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_hold_before_the_topic_too() =>
        Assert.StartsWith("kind,identity", (await CommandLine.RunAsync("stats", "--store", Location, "--csv", "peers")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("--since is not before --until", "--since", "2026-02-01", "--until", "2026-01-01")]
    [InlineData("is no time: write for example 7d or 2026-11-01T12:00Z", "--since", "yesterday")]
    [InlineData("--json and --csv exclude each other", "--json", "--csv")]
    public async Task What_cannot_be_meant_is_said_in_one_line(string problem, params string[] arguments)
    {
        var result = await StatsAsync(["sizes", .. arguments]);

        Assert.Equal((ExitCode.BadInput, ""), (result.ExitCode, result.Output));
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
    }

    private async Task<string> ClaimedSwarmsAsync(params string[] arguments) => (await StatsAsync(["sizes", "--json", .. arguments])).Lines
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Single(line => line.GetProperty("kind").GetString() == "sizes" && line.GetProperty("of").GetString() == "claimed")
        .GetProperty("swarms").ToString();

    private Task<CommandLine> StatsAsync(params string[] arguments) => CommandLine.RunAsync(["stats", .. arguments, "--store", Location]);

    private async Task FillAsync()
    {
        await using var store = StoreFactory.Open(StoreLocation.Parse(Location));
        var (one, other) = (TrackerUrl.Parse("udp://tracker.example:6969/announce"), TrackerUrl.Parse("http://other.example/announce"));
        var denied = TrackerUrl.Parse("http://www.example/0123456789abcdef0123456789abcdef/announce");
        var second = InfoHash.Parse(FirstHash[..^1] + "2");
        await store.RegisterAsync([new Target { InfoHash = InfoHash.Parse(FirstHash), Name = "one, \"quoted\"", Trackers = AnnounceTiers.Of([[one.Reveal()], [other.Reveal()]]) }]);
        Attempt[] attempts =
        [
            .. Enumerable.Range(0, 6).SelectMany(i => new[] { Announce(i * 5, one, InfoHash.Parse(FirstHash), i), Announce(i * 5 + 1, other, InfoHash.Parse(FirstHash), i + 1) }),
            .. Enumerable.Range(0, 3).Select(i => Announce(60 + i, one, second, i)),
            Announce(70, other, second, 0).Failed(AttemptStage.Connect, AttemptOutcome.Timeout, "no answer") with { Reply = null },
            Announce(80, denied, second, 0).Failed(AttemptStage.Dns, AttemptOutcome.Gone, LeftAloneWords.Of("www.example", TrackerPreference.Parse(["BITTORRENT"]))) with { Reply = null, Transmissions = 0 },
        ];
        var campaign = await store.Campaigns.OpenAsync(new Campaign { Name = "test", Manifest = OptOuts, ConfigHash = "0", Version = "0.1.0", Vantage = "lab", StartedAt = DateTimeOffset.UnixEpoch });
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
