using System.Text.Json;
using Crawler.Lab;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Log;

namespace Crawler.Host.Tests.Commands;

public sealed class DatasetCommandTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly PrivateFolder _folder = new();

    private string Store => _folder["census.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_data_set_says_what_it_is_and_becomes_a_store_again()
    {
        await FillAsync();
        var exported = await CommandLine.RunAsync("export", _folder["out"], "--store", Store, "--json");
        Assert.Equal((0, ""), (exported.ExitCode, exported.Error));
        Assert.Contains("\"name\":\"sightings\",\"rows\":1", exported.Output, StringComparison.Ordinal);

        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder["out"], "dataset.json")));
        var campaign = manifest.RootElement.GetProperty("campaigns")[0];
        Assert.Equal(("c0ffee", "here", 7), (campaign.GetProperty("config_hash").GetString(), campaign.GetProperty("vantage").GetString(), campaign.GetProperty("manifest").GetProperty("campaign").GetProperty("seed").GetInt32()));
        var dictionary = await File.ReadAllTextAsync(Path.Combine(_folder["out"], "README.md"));
        Assert.Contains("| `times_seen` | whole | replies |", dictionary, StringComparison.Ordinal);
        Assert.Contains("a \\| b", dictionary, StringComparison.Ordinal);

        var imported = await CommandLine.RunAsync("import", _folder["out"], "--store", _folder["again.db"]);
        Assert.Equal((0, ""), (imported.ExitCode, imported.Error));
        Assert.Contains("sightings: 1 rows", imported.Output, StringComparison.Ordinal);
        Assert.Contains("tracker.example", (await CommandLine.RunAsync("report", "--store", _folder["again.db"])).Output, StringComparison.Ordinal);

        var again = await CommandLine.RunAsync("import", _folder["out"], "--store", _folder["again.db"]);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("not empty", OneLine(again), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--table", "peers", "'peers' is no table")]
    [InlineData("--format", "xml", "--format")]
    [InlineData("--since", "soon", "'soon' is no time")]
    [InlineData("--k", "0", "--k")]
    public async Task What_cannot_be_is_told_in_a_line(string option, string value, string told)
    {
        var refused = await CommandLine.RunAsync("export", _folder["out"], option, value);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(told, OneLine(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_holds_something_is_left_alone()
    {
        await FillAsync();
        var refused = await CommandLine.RunAsync("export", Path.GetDirectoryName(Store)!, "--store", Store);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("holds something already", OneLine(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_data_set_is_not_read()
    {
        Assert.Contains("no data set", OneLine(await CommandLine.RunAsync("import", _folder["nothing"], "--store", _folder["x.db"])), StringComparison.Ordinal);
        _folder.Write("dataset.json", "{\"tables\": 7}");
        var refused = await CommandLine.RunAsync("import", Path.GetDirectoryName(Store)!, "--store", _folder["x.db"]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("no description of a data set", OneLine(refused), StringComparison.Ordinal);
    }

    private static string OneLine(CommandLine run) => Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private async Task FillAsync()
    {
        await using var store = StoreFactory.Open(StoreLocation.Parse(Store));
        await store.MigrateAsync();
        var campaign = await store.Campaigns.OpenAsync(new Campaign { Name = "a | b", Manifest = """{"campaign":{"seed":7}}""", ConfigHash = "c0ffee", Version = "1", Vantage = "here", StartedAt = Start });
        var attempt = new Attempt
        {
            Kind = AttemptKind.Announce,
            InfoHash = InfoHash.Parse(new string('1', 40)),
            Tracker = TrackerUrl.Parse("http://tracker.example/announce"),
            At = Start,
            Stage = AttemptStage.Done,
            Outcome = AttemptOutcome.Ok,
            Reply = new AnnounceReply { Peers = new PeerList([8, 8, 8, 8, 26, 225], []) },
        };
        await store.AppendAsync(new LogBatch { Writer = "one", Sequence = 1, CampaignId = campaign, Entries = [new LogEntry(attempt)] });
    }
}
