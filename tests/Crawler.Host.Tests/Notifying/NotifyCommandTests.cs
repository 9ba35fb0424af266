using System.Text.Json;
using Crawler.Host.Terminal;
using Crawler.Lab.Webhooks;
using Crawler.Protocol.Attempts;

namespace Crawler.Host.Tests.Notifying;

public sealed class NotifyCommandTests : IDisposable
{
    private const string Secret = "0123456789abcdefSECRET";

    private readonly NotifiedStore _notified = new();

    public void Dispose() => _notified.Dispose();

    [Fact]
    public async Task A_test_is_sent_everywhere_and_what_came_of_it_is_told()
    {
        await using var receiver = new WebhookReceiver("200 OK");
        var test = await CommandLine.RunAsync("notify", "test", "--config", Configuration(receiver.Url), "--json");

        Assert.Equal((ExitCode.Ok, ""), (test.ExitCode, test.Error));
        Assert.Equal("""{"destination":"webhook","outcome":"sent","problem":null}""", Assert.Single(test.Lines));
        var body = JsonDocument.Parse(Assert.Single(receiver.Requests).Body).RootElement;
        Assert.Equal("test", body.GetProperty("notices")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_test_that_does_not_arrive_fails()
    {
        await using var receiver = new WebhookReceiver("403 Forbidden");
        var test = await CommandLine.RunAsync("notify", "test", "--config", Configuration(receiver.Url));

        Assert.Equal(ExitCode.Failed, test.ExitCode);
        Assert.Equal($"webhook: not sent: http://{receiver.Url.Authority}/… answered 403", Assert.Single(test.Lines));
    }

    [Theory]
    [InlineData("""{}""", "nobody is told anything")]
    [InlineData("""{ "Notify": { "WebhookUrl": "https://x.example/" } }""", "needs Notify:WebhookSecret")]
    [InlineData("""{ "Notify": { "WebhookUrl": "ftp://x.example/a-key" } }""", "Notify:WebhookUrl")]
    [InlineData("""{ "Notify": { "Topics": ["weather"] } }""", "'weather' is none of tracker, honesty, campaign, store")]
    [InlineData("""{ "Notify": { "MailServer": "mail.example" } }""", "'mail.example' is not HOST:PORT")]
    [InlineData("""{ "Notify": { "MailServer": "mail.example:587", "MailTo": ["nobody"] } }""", "'nobody' is not the address of a mail")]
    public async Task What_cannot_be_used_is_told(string configuration, string problem)
    {
        var test = await CommandLine.RunAsync("notify", "test", "--config", _notified.Write("crawler.json", configuration));

        Assert.Equal((ExitCode.BadInput, ""), (test.ExitCode, test.Output));
        Assert.Contains(problem, test.Error);
        Assert.DoesNotContain("a-key", test.Error);
    }

    [Fact]
    public async Task Secrets_are_not_shown()
    {
        var show = await CommandLine.RunAsync("config", "show", "--config", Configuration(new Uri("https://hooks.example/T0/a-key?token=another")));

        Assert.Contains("https://hooks.example/…", show.Output);
        Assert.DoesNotContain("a-key", show.Output);
        Assert.DoesNotContain("SECRET", show.Output);
    }

    [Fact]
    public async Task What_is_not_well_is_shown_and_nothing_is_sent()
    {
        await _notified.CallsAsync(TimeProvider.System.GetUtcNow(), (120, AttemptOutcome.Ok), (60, AttemptOutcome.Timeout), (30, AttemptOutcome.Timeout), (1, AttemptOutcome.Timeout));
        var check = await CommandLine.RunAsync("notify", "check", "--store", _notified.Location, "--state", _notified.State, "--json");

        Assert.Equal((ExitCode.Ok, ""), (check.ExitCode, check.Error));
        var row = JsonDocument.Parse(Assert.Single(check.Lines)).RootElement;
        Assert.Equal("tracker_down", row.GetProperty("kind").GetString());
        // Nobody watched before, so it did not turn.
        Assert.False(row.GetProperty("news").GetBoolean());
        Assert.False(Directory.Exists(_notified.State));
    }

    [Fact]
    public async Task All_being_well_is_a_line()
    {
        await _notified.CallsAsync(TimeProvider.System.GetUtcNow(), (1, AttemptOutcome.Ok));
        var check = await CommandLine.RunAsync("notify", "check", "--store", _notified.Location, "--state", _notified.State);

        Assert.Equal("all is well, as far as is known", Assert.Single(check.Lines));
    }

    private string Configuration(Uri url) => _notified.Write("crawler.json", $$"""{ "Notify": { "WebhookUrl": "{{url}}", "WebhookSecret": "{{Secret}}" } }""");
}
