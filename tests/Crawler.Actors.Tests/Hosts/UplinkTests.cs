using Crawler.Actors.Hosts;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Actors.Tests.Hosts;

/// <summary>"We could not look" is not "the tracker is down".</summary>
public sealed class UplinkTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task When_several_hosts_that_answered_fall_silent_together_the_fault_is_ours()
    {
        var uplink = new Uplink(null, _clock);
        foreach (var host in new[] { "a", "b", "c" }) await JudgeAsync(uplink, host, AttemptOutcome.Ok);
        Assert.Equal(AttemptOutcome.Timeout, await JudgeAsync(uplink, "a", AttemptOutcome.Timeout));
        Assert.Equal(AttemptOutcome.Timeout, await JudgeAsync(uplink, "b", AttemptOutcome.Timeout));
        Assert.Equal(AttemptOutcome.Unknown, await JudgeAsync(uplink, "c", AttemptOutcome.Timeout));
        Assert.Equal(AttemptOutcome.Unknown, await JudgeAsync(uplink, "d", AttemptOutcome.ConnectFailed));
    }

    [Fact]
    public async Task One_answer_clears_us()
    {
        var uplink = new Uplink(null, _clock);
        foreach (var host in new[] { "a", "b", "c" }) await JudgeAsync(uplink, host, AttemptOutcome.Ok);
        foreach (var host in new[] { "a", "b", "c" }) await JudgeAsync(uplink, host, AttemptOutcome.Timeout);
        Assert.Equal(AttemptOutcome.Refused, await JudgeAsync(uplink, "d", AttemptOutcome.Refused));
        Assert.Equal(AttemptOutcome.Timeout, await JudgeAsync(uplink, "a", AttemptOutcome.Timeout));
    }

    [Fact]
    public async Task Hosts_that_never_answered_prove_nothing()
    {
        var uplink = new Uplink(null, _clock);
        foreach (var host in new[] { "a", "b", "c", "d", "e" })
            Assert.Equal(AttemptOutcome.DnsFailed, await JudgeAsync(uplink, host, AttemptOutcome.DnsFailed));
    }

    [Fact]
    public async Task One_host_failing_again_and_again_proves_nothing()
    {
        var uplink = new Uplink(null, _clock);
        await JudgeAsync(uplink, "a", AttemptOutcome.Ok);
        for (var i = 0; i < 10; i++) Assert.Equal(AttemptOutcome.Timeout, await JudgeAsync(uplink, "a", AttemptOutcome.Timeout));
    }

    [Fact]
    public async Task A_probe_decides_alone_and_is_not_asked_for_every_call()
    {
        var probe = new Probe { IsUp = false };
        var uplink = new Uplink(probe, _clock);
        Assert.Equal(AttemptOutcome.Unknown, await JudgeAsync(uplink, "a", AttemptOutcome.Timeout));
        Assert.Equal(AttemptOutcome.Unknown, await JudgeAsync(uplink, "b", AttemptOutcome.Timeout));
        Assert.Equal(1, probe.Asked);

        probe.IsUp = true;
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(AttemptOutcome.Timeout, await JudgeAsync(uplink, "a", AttemptOutcome.Timeout));
        Assert.Equal(2, probe.Asked);
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_never_doubted()
    {
        var uplink = new Uplink(new Probe { IsUp = false }, _clock);
        Assert.Equal(AttemptOutcome.Refused, await JudgeAsync(uplink, "a", AttemptOutcome.Refused));
    }

    private static async Task<AttemptOutcome> JudgeAsync(Uplink uplink, string host, AttemptOutcome outcome)
    {
        var attempt = (outcome == AttemptOutcome.Ok ? Samples.Ok(600) : Samples.Failed(outcome)) with { Tracker = TrackerUrl.Parse($"http://{host}.example/announce") };
        if (outcome is AttemptOutcome.Ok or AttemptOutcome.Refused) attempt = attempt with { RoundTrip = TimeSpan.FromMilliseconds(5) };
        return (await uplink.JudgeAsync(attempt, CancellationToken.None)).Outcome;
    }

    private sealed class Probe : IUplinkProbe
    {
        public bool IsUp { get; set; }

        public int Asked { get; private set; }

        public Task<bool> IsUpAsync(CancellationToken cancellation)
        {
            Asked++;
            return Task.FromResult(IsUp);
        }
    }
}
