using System.Text.Json.Nodes;
using Crawler.Lab;
using Crawler.Lab.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Host.Tests.Commands;

/// <summary>Whole command lines on campaign files, against a tracker of ours.</summary>
public sealed class CampaignCommandTests : IDisposable
{
    private const string First = "0123456789abcdef0123456789abcdef01234567";
    private const string Second = "1123456789abcdef0123456789abcdef01234567";
    private const string Third = "2123456789abcdef0123456789abcdef01234567";
    private const string OptedOut = "3123456789abcdef0123456789abcdef01234567";

    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_campaign_pauses_resumes_takes_new_targets_and_rates_and_tells_of_it_afterwards()
    {
        await using var tracker = FakeUdpTracker.Start();
        var file = Campaign(tracker.AnnounceUrl);
        _folder.Write("found.txt", "");
        using var end = new CancellationTokenSource();
        var crawl = Task.Run(() => CommandLine.RunAsync(["crawl", "--campaign", file, "--json"], [], cancellation: end.Token));
        await Eventually.HoldsAsync(() => Called(tracker, First) && Called(tracker, Second), "the tracker is asked about both swarms");

        Assert.Equal(0, (await RunAsync("pause", "lab")).ExitCode);
        await Eventually.HoldsAsync(async () => (await EventsAsync()).Contains("paused"), "the crawl pauses");
        _folder.Write("found.txt", $"{Third}\n{OptedOut}\n{First}\n");
        await Eventually.HoldsAsync(async () => (await EventsAsync()).Contains("targets-added"), "a new target joins");
        Assert.False(Called(tracker, Third));
        Assert.Equal("paused", (await StatusAsync())["state"]!.GetValue<string>());

        Campaign(tracker.AnnounceUrl, perSecond: 7, optOut: Second);
        await Eventually.HoldsAsync(async () => (await EventsAsync()) is var events && events.Contains("rates") && events.Contains("opt-outs"), "the file is read again");
        Assert.Equal(0, (await RunAsync("resume", "lab")).ExitCode);
        await Eventually.HoldsAsync(() => Called(tracker, Third), "the new swarm is asked about");
        Assert.Equal("running", (await StatusAsync())["state"]!.GetValue<string>());

        await end.CancelAsync();
        var ended = await crawl;
        Assert.Equal(0, ended.ExitCode);
        Assert.False(Called(tracker, OptedOut));
        Assert.Equal(["started", "paused", "targets-added", "rates", "opt-outs", "continued", "ended"], (await EventsAsync()).Where((kind, _) => kind != "none"));

        var shown = await RunAsync("show", "lab");
        Assert.Contains("per-second: 7", shown.Output, StringComparison.Ordinal);
        Assert.Contains(Second, shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", shown.Output, StringComparison.Ordinal);
        var targets = await RunAsync("show", "lab", "--targets");
        Assert.Equal(new[] { First, Second, Third }.Order(), targets.Lines.Where(line => line[0] != '#').Select(line => line.Split('&')[0][^40..]).Order());

        // What show prints is a campaign file that measures the same.
        _folder.Write("lab-targets.txt", targets.Output);
        var again = await CommandLine.RunAsync("campaign", "check", _folder.Write("again.yaml", shown.Output), "--store", _folder["lab.db"], "--json");
        Assert.Equal("", again.Error);
        Assert.Equal((2, 1), (Json(again.Output)["targets"]!.GetValue<int>(), Json(again.Output)["opted_out"]!.GetValue<int>()));
        Assert.Contains("lab", (await CommandLine.RunAsync("campaign", "list", "--store", _folder["lab.db"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_command_goes_on_with_the_same_campaign_even_with_other_rates()
    {
        await using var tracker = FakeUdpTracker.Start();
        var file = Campaign(tracker.AnnounceUrl);
        foreach (var rate in new[] { 20, 10 })
        {
            Campaign(tracker.AnnounceUrl, perSecond: rate);
            Assert.Equal(0, (await CommandLine.RunAsync("crawl", "--campaign", file, "--json", "--for", "1s")).ExitCode);
        }

        Assert.Equal(["started", "ended", "resumed", "ended"], await EventsAsync());
        Assert.Equal("ended", (await StatusAsync())["state"]!.GetValue<string>());
        Assert.Single((await CommandLine.RunAsync("campaign", "list", "--store", _folder["lab.db"], "--json")).Lines);
        // The interval is not over: the second run called nobody, and came as the same peer.
        Assert.Equal(2, tracker.Packets.Count(packet => packet.Announce is { Event: AnnounceEvent.Started }));
    }

    [Fact]
    public async Task A_check_calls_nobody_and_tells_what_is_left_out()
    {
        await using var tracker = FakeUdpTracker.Start();
        var file = Campaign(tracker.AnnounceUrl, more: $"  - {OptedOut}\n  - {First}\n  - nowhere.torrent\n");

        var check = await CommandLine.RunAsync("campaign", "check", file, "--ipv4");

        Assert.Equal(2, check.ExitCode);
        Assert.Contains("nowhere.torrent: no such file", check.Error, StringComparison.Ordinal);
        Assert.Contains("1 named again, 1 opted out", check.Output, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", check.Output, StringComparison.Ordinal);
        Assert.Empty(tracker.Packets);
        Assert.False(File.Exists(_folder["lab.db"]));
    }

    [Fact]
    public async Task What_stands_in_the_file_is_not_given_on_the_command_line()
    {
        var file = Campaign("udp://127.0.0.1:1/announce");

        Assert.Equal("crawler: --numwant does not go with --campaign: put it into the file, so that the campaign can be repeated from it\n", (await CommandLine.RunAsync("crawl", "--campaign", file, "--numwant", "5")).Error);
        Assert.Contains("targets do not go with --campaign", (await CommandLine.RunAsync("crawl", "--campaign", file, First)).Error, StringComparison.Ordinal);
        Assert.Contains("nothing to crawl", (await CommandLine.RunAsync("crawl")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_problems_of_a_file_are_told_and_nothing_is_called()
    {
        var file = _folder.Write("bad.yaml", "name: Bad Name\ncontact: x\ntargets: x\n");

        var crawl = await CommandLine.RunAsync("crawl", "--campaign", file);

        Assert.Equal(2, crawl.ExitCode);
        Assert.Equal(2, crawl.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith($"crawler: {file}:1:7: name: 'Bad Name' is not a name", crawl.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_writes_a_file_that_check_takes_and_never_overwrites()
    {
        var path = _folder["My Swarms.yaml"];

        Assert.Equal(0, (await CommandLine.RunAsync("campaign", "init", path)).ExitCode);
        Assert.Contains("name: my-swarms", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        Assert.Contains("exists already", (await CommandLine.RunAsync("campaign", "init", path)).Error, StringComparison.Ordinal);
        Assert.Contains("\"$schema\"", (await CommandLine.RunAsync("campaign", "schema")).Output, StringComparison.Ordinal);
    }

    private string Campaign(string tracker, int perSecond = 20, string? optOut = null, string more = "") => _folder.Write(
        "lab.yaml",
        $"""
        name: lab
        why: to see it work
        contact: lab@example.org
        targets:
          - {First}
          - {Second}
        {more}watch: "@found.txt"
        trackers: ["{tracker}"]
        rates: {"{"} per-host: {"{"} per-second: {perSecond} {"}"} {"}"}
        families: ipv4
        addresses: {"{"} allow-private: true {"}"}
        opt-out: {"{"} infohashes: [{OptedOut}{(optOut is null ? "" : ", " + optOut)}] {"}"}
        store: lab.db
        state: state
        """);

    private Task<CommandLine> RunAsync(string verb, params string[] rest) => CommandLine.RunAsync(["campaign", verb, .. rest, "--store", _folder["lab.db"]]);

    private async Task<JsonNode> StatusAsync() => Json((await RunAsync("status", "lab", "--json")).Output);

    private async Task<IReadOnlyList<string>> EventsAsync() => [.. (await StatusAsync())["events"]!.AsArray().Select(noted => noted!["kind"]!.GetValue<string>())];

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    private static bool Called(FakeUdpTracker tracker, string hash) => tracker.Packets.Any(packet => packet.Announce?.InfoHash == InfoHash.Parse(hash));
}
