using System.Text.Json.Nodes;
using Crawler.Host.Crawling;
using Crawler.Host.Terminal;
using Crawler.Host.Tests.Notifying;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Retention;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Host.Tests.Commands;

public sealed class StorageCommandTests : IDisposable
{
    private const int Day = 1440;

    private readonly NotifiedStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_dry_run_drops_nothing_of_what_the_real_one_drops()
    {
        await FillAsync();

        var plan = await JsonAsync(ExitCode.Ok, "prune", "--keep-raw", "30d", "--dry-run");
        Assert.Equal(3, (int)(await TierAsync("raw"))["days"]!);
        var done = await JsonAsync(ExitCode.Ok, "prune", "--keep-raw", "30d");

        Assert.Equal(("raw", 2, "age"), ((string)plan["steps"]![0]!["tier"]!, (int)plan["steps"]![0]!["days"]!, (string)plan["steps"]![0]!["reason"]!));
        Assert.Equal(plan["steps"]!.ToJsonString(), done["steps"]!.ToJsonString());
        Assert.Equal(1, (int)(await TierAsync("raw"))["days"]!);
        Assert.Equal(3, (int)(await TierAsync("days"))["days"]!);
        Assert.StartsWith("nothing to drop", (await RunAsync("prune", "--keep-raw", "30d")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cap_that_cannot_be_held_is_an_error_that_says_so()
    {
        await FillAsync();

        var result = await RunAsync("prune", "--cap", "4KiB");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("the cap of 4 KiB cannot be held", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, (await RunAsync("status", "--set", "Retention:Cap=4KiB")).ExitCode);
        Assert.Equal(ExitCode.BadInput, (await RunAsync("prune", "--cap", "much")).ExitCode);
    }

    [Fact]
    public async Task Who_watches_tells_what_went_and_that_a_cap_cannot_be_held()
    {
        await FillAsync();
        await using var store = await _store.OpenAsync();
        var lines = new List<string>();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var policy = new RetentionPolicy(TimeSpan.FromDays(30), null, null, 4096);
        await using (new RetentionWatch(store, policy, () => true, Tell, new FakeTimeProvider(DateTimeOffset.UtcNow)))
            await told.Task;

        Assert.Contains("dropped raw of 2 days", lines[0], StringComparison.Ordinal);
        Assert.Contains("nothing more may be dropped", lines[^1], StringComparison.Ordinal);

        void Tell(string line)
        {
            lines.Add(line);
            if (line.Contains("nothing more", StringComparison.Ordinal)) told.SetResult();
        }
    }

    private Task FillAsync() =>
        _store.CallsAsync(DateTimeOffset.UtcNow, (90 * Day, AttemptOutcome.Ok), (60 * Day, AttemptOutcome.Timeout), (0, AttemptOutcome.Ok));

    private Task<CommandLine> RunAsync(params string[] arguments) => CommandLine.RunAsync(["storage", .. arguments, "--store", _store.Location]);

    private async Task<JsonNode> JsonAsync(int exitCode, params string[] arguments)
    {
        var result = await RunAsync([.. arguments, "--json"]);
        Assert.Equal(exitCode, result.ExitCode);
        return JsonNode.Parse(result.Output)!;
    }

    private async Task<JsonNode> TierAsync(string name) =>
        (await JsonAsync(ExitCode.Ok, "status"))["tiers"]!.AsArray().Single(tier => (string)tier!["tier"]! == name)!;
}
