using System.Text;
using System.Text.Json;
using Crawler.Host.Terminal;
using Crawler.Host.Tests.Telemetry;
using Crawler.Lab;
using Crawler.Lab.Webhooks;
using Crawler.Protocol.Attempts;

namespace Crawler.Host.Tests.Notifying;

[Collection(nameof(ServedMetrics))]
public sealed class ServedNoticesTests : IDisposable
{
    private readonly NotifiedStore _notified = new();

    public void Dispose() => _notified.Dispose();

    [Fact]
    public async Task A_tracker_that_went_down_while_nobody_looked_is_told_once_over_restarts()
    {
        await using var receiver = new WebhookReceiver("200 OK");
        var configuration = _notified.Write("crawler.json", $$"""{ "Notify": { "WebhookUrl": "{{receiver.Url}}", "WebhookSecret": "0123456789abcdef" } }""");
        var now = TimeProvider.System.GetUtcNow();
        string[] serve = ["serve", "--store", _notified.Location, "--state", _notified.State, "--config", configuration, "--listen", "http://127.0.0.1:0"];

        await _notified.CallsAsync(now, (120, AttemptOutcome.Ok));
        await RunAsync(serve, () => IsKnown("\"is_bad\":false"));
        Assert.Empty(receiver.Requests);

        await _notified.CallsAsync(now, (75, AttemptOutcome.Timeout), (45, AttemptOutcome.Timeout), (1, AttemptOutcome.Timeout));
        string metrics = "";
        await RunAsync(serve, () => receiver.Requests.Count > 0 && IsKnown("\"waiting\":[]"), async address =>
        {
            using var client = new HttpClient();
            metrics = await client.GetStringAsync(new Uri(address + "/metrics"));
        });
        var notice = JsonDocument.Parse(Assert.Single(receiver.Requests).Body).RootElement.GetProperty("notices")[0];
        Assert.Equal("tracker_down", notice.GetProperty("kind").GetString());
        Assert.Equal("udp://tracker.example:6969/announce", notice.GetProperty("subject").GetString());
        Assert.Contains("crawler_notifications_total{kind=\"tracker_down\",outcome=\"sent\"} 1", metrics);
        Assert.Contains("crawler_notifications_waiting{} 0", metrics);

        var before = Book();
        await RunAsync(serve, () => Book() != before);
        Assert.Single(receiver.Requests);
    }

    /// <summary>Serves until something is so.</summary>
    private static async Task RunAsync(string[] arguments, Func<bool> until, Func<string, Task>? then = null)
    {
        using var stop = new CancellationTokenSource();
        var output = new StringWriter();
        var serving = CommandLine.RunAsync(arguments, [], output, cancellation: stop.Token);
        await Eventually.HoldsAsync(() => serving.IsCompleted || until(), "what is waited for came", within: TimeSpan.FromSeconds(60));
        if (then is not null) await then(output.ToString().Split('\n')[0]["listening on ".Length..].Trim());
        await stop.CancelAsync();
        var served = await serving.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((ExitCode.Ok, ""), (served.ExitCode, served.Error));
    }

    private bool IsKnown(string text) => Book().Contains(text, StringComparison.Ordinal);

    private string Book() => Directory.Exists(_notified.State) && Directory.GetFiles(_notified.State, "notify-*.json") is [var file] ? File.ReadAllText(file, Encoding.UTF8) : "";
}
