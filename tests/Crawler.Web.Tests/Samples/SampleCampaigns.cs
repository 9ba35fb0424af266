using System.Text.Json;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Views;

namespace Crawler.Web.Tests.Samples;

/// <summary>Three campaigns: one that runs, one that ended, one that was cut off. A passkey stands where none should.</summary>
internal static class SampleCampaigns
{
    private const string Leak = $"https://closed.eta.example/{Sample.Passkey}/announce";

    /// <summary>Writes as <c>campaign status</c> prints it.</summary>
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>How the one that runs stands.</summary>
    public static readonly CrawlProgress Progress = new()
    {
        Campaign = "swarms",
        At = Sample.Now.AddSeconds(-1),
        ElapsedS = 86_400,
        LeftS = null,
        Paused = false,
        Torrents = 55,
        TorrentsToBegin = 5,
        Sessions = 240,
        SessionsCalled = 220,
        Measured = 31,
        Due = 4,
        InFlight = 2,
        Calls = 48_210,
        Answered = 41_907,
        CallsPerS = 12.5,
        OutcomesPerS = new Dictionary<string, double> { ["ok"] = 11.25, ["timeout"] = 1.25 },
        Peers = 61_480,
        NewPeersPerS = 3.5,
        LateP50S = 0.012,
        LateP99S = 0.4,
        Stored = 48_190,
        Unstored = 20,
        SpoolBatches = 0,
        SpoolBytes = 0,
        AggregateLagBatches = 1,
        MemoryBytes = 180_000_000,
        EtaS = 5_400,
        Trouble = $"refused by {Leak}",
    };

    /// <summary>Of all, latest first.</summary>
    public static readonly IReadOnlyList<NotedEvent> Events =
    [
        new(1, "swarms", new CampaignEvent(Sample.Now.AddHours(-2), "opt-outs", $"{{\"added\":[\"{Leak}\"]}}")),
        new(1, "swarms", new CampaignEvent(Sample.Now.AddDays(-1), "started", "55 torrents <script>alert(2)</script>")),
        new(2, "first look", new CampaignEvent(Sample.Now.AddDays(-8), "ended")),
    ];

    /// <summary>Writes them to a store.</summary>
    public static async Task WriteAsync(ICrawlStore store)
    {
        var running = await store.Campaigns.OpenAsync(Of("swarms", "How large swarms are", Sample.Now.AddDays(-1)));
        var ended = await store.Campaigns.OpenAsync(Of("first look", null, Sample.Now.AddDays(-9)));
        await store.Campaigns.OpenAsync(Of("<b>cut off</b>", "Ended by a power cut", Sample.Now.AddDays(-4)));
        await store.Campaigns.ReportProgressAsync(running, Progress.At, JsonSerializer.Serialize(Progress, Snake));
        await store.Campaigns.EndAsync(ended, Sample.Now.AddDays(-8));
        foreach (var noted in Events.Reverse()) await store.Campaigns.NoteAsync(noted.CampaignId == 1 ? running : ended, noted.Event);
    }

    private static Campaign Of(string name, string? why, DateTimeOffset startedAt) => new()
    {
        Name = name,
        Why = why,
        Contact = "research@sample.example",
        Manifest = $$$"""{"targets":55,"udp_seconds":15,"campaign":{"name":"{{{name}}}","plan":{"goal":"5 %"},"seed":18446744073709551615,"opt_outs":["{{{Leak}}}"]}}""",
        ConfigHash = "5f1d",
        Version = "0.1.0",
        Vantage = "lab",
        StartedAt = startedAt,
    };
}
