using Crawler.Host.Formatting;
using Crawler.Host.Telemetry;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Tests.Telemetry;

public sealed class SeenCampaignsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Campaigns_that_ended_or_fell_silent_or_say_nothing_readable_are_not_told_of()
    {
        var running = State(1);
        CampaignState[] others =
        [
            running with { Id = 2, EndedAt = Now },
            running with { Id = 3, SeenAt = Now - SeenCampaigns.Silence - TimeSpan.FromSeconds(1) },
            running with { Id = 4, SeenAt = null },
            running with { Id = 5, Progress = null },
            running with { Id = 6, Progress = "{\"kind\":" },
            running with { Id = 7, Progress = "{}" },
        ];
        var seen = Assert.Single(SeenCampaigns.Running([running, .. others], Now));
        Assert.Equal((1, "swarms", 36L), (seen.Id, seen.Name, seen.Progress.Sessions));
    }

    [Fact]
    public void There_are_never_more_than_fifty_and_they_are_those_seen_last()
    {
        var states = Enumerable.Range(1, 80).Select(i => State(i) with { SeenAt = Now - TimeSpan.FromSeconds(i) });
        Assert.Equal(Enumerable.Range(1, 50), SeenCampaigns.Running(states, Now).Select(seen => seen.Id));
    }

    private static CampaignState State(int id) => new()
    {
        Id = id,
        Campaign = new Campaign { Name = "swarms", Manifest = "{}", ConfigHash = "x", Version = "1", Vantage = "here", StartedAt = Now },
        SeenAt = Now,
        Progress = JsonLine.Of(new CrawlProgress
        {
            Campaign = "swarms",
            At = Now,
            ElapsedS = 1,
            LeftS = null,
            Paused = false,
            Torrents = 4,
            TorrentsToBegin = 0,
            Sessions = 36,
            SessionsCalled = 36,
            Measured = null,
            Due = 0,
            InFlight = 0,
            Calls = 1,
            Answered = 1,
            CallsPerS = 1,
            OutcomesPerS = new Dictionary<string, double> { ["ok"] = 1 },
            Peers = 1,
            NewPeersPerS = 0,
            LateP50S = null,
            LateP99S = null,
            Stored = 1,
            Unstored = 0,
            SpoolBatches = 0,
            SpoolBytes = 0,
            AggregateLagBatches = 0,
            MemoryBytes = 1,
            EtaS = null,
            Trouble = null,
        }),
    };
}
