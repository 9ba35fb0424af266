using System.Net;
using Crawler.Actors.Measuring;
using Crawler.Actors.Torrents;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Statistics.Sizes;

namespace Crawler.Actors.Tests.Measuring;

/// <summary>Crawls with a goal, on virtual time.</summary>
public sealed class PlannedCrawlTests : CrawlKit
{
    private const string A = "http://a.example/announce";
    private const string B = "http://b.example/announce";

    private static readonly MeasuringPlan Lab = new() { Burst = new Burst(4, TimeSpan.FromSeconds(5)) };

    [Fact]
    public async Task A_burst_looks_so_often_so_far_apart_then_says_stopped_and_is_measured()
    {
        var client = Client((_, look) => Sample(look));
        Crawl(Environment(client, plan: Lab), Samples.Target(A));
        for (var look = 0; look < 4; look++)
        {
            await ObservedAsync();
            if (look < 3) await IdleAsync(1);
            Pass(TimeSpan.FromSeconds(5));
        }

        await UntilAsync(status => status.IsMeasured);
        Assert.Equal([0, 5, 10, 15], Seconds(client, AnnounceEvent.Started, AnnounceEvent.None));
        Assert.Single(client.Calls, call => call.Request.Event == AnnounceEvent.Stopped);
        Pass(TimeSpan.FromHours(2));
        Assert.Equal(5, client.Calls.Count);
    }

    [Fact]
    public async Task Its_interval_used_is_on_record_and_the_floor_stays_for_whoever_resumes()
    {
        var client = Client((_, look) => Sample(look));
        Crawl(Environment(client, plan: Lab), Samples.Target(A));

        var first = await ObservedAsync();
        Assert.Equal(TimeSpan.FromSeconds(5), first.Attempt.IntervalUsed);
        Assert.Equal(Clock.GetUtcNow() + TimeSpan.FromSeconds(1800), first.Session.NotBefore);
    }

    [Fact]
    public async Task A_swarm_listed_by_one_reply_costs_one_look()
    {
        var client = Client((_, _) => Samples.Ok(1800, peers: ["192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1"]));
        Crawl(Environment(client, plan: Lab), Samples.Target(A));

        await UntilAsync(status => status.IsMeasured);
        Assert.Equal([AnnounceEvent.Started, AnnounceEvent.Stopped], client.Calls.Select(call => call.Request.Event));
        var estimate = await EstimatedAsync();
        Assert.Equal((SizeMethod.Enumerated, 3.0, EstimateKind.Snapshot), (estimate.Size.Method, estimate.Size.Size, estimate.Kind));
    }

    [Fact]
    public async Task A_refusal_ends_the_hurry_and_its_own_time_is_kept()
    {
        var client = Client((_, look) => look == 1
            ? Samples.Failed(AttemptOutcome.Refused, "slow down") with { Retry = new RetryAdvice(TimeSpan.FromMinutes(40)) }
            : Sample(look));
        Crawl(Environment(client, plan: Lab), Samples.Target(A));
        await ObservedAsync();
        await IdleAsync(1);
        Pass(TimeSpan.FromSeconds(5));
        var refused = await ObservedAsync();

        await UntilAsync(status => status.IsMeasured);
        Assert.Equal(Clock.GetUtcNow() + TimeSpan.FromMinutes(40), refused.Session.NotBefore);
        Pass(TimeSpan.FromHours(2));
        Assert.Equal([AnnounceEvent.Started, AnnounceEvent.None, AnnounceEvent.Stopped], client.Calls.Select(call => call.Request.Event));
    }

    [Fact]
    public async Task A_tracker_that_puts_a_burst_off_for_long_is_not_waited_for()
    {
        var client = Client((_, _) => Samples.Failed(AttemptOutcome.Refused, "slow down") with { Retry = new RetryAdvice(TimeSpan.FromMinutes(20)) });
        Crawl(Environment(client, plan: Lab), Samples.Target(A));

        await UntilAsync(status => status.IsMeasured);
        Pass(TimeSpan.FromHours(2));
        Assert.Single(client.Calls);
    }

    [Fact]
    public async Task Under_several_names_an_answer_that_crosses_the_end_of_the_round_is_still_owed_a_goodbye()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (looks, goodbyes) = (0, 0);
        var client = new ScriptedClient(
            async (_, request) =>
            {
                if (request.Event == AnnounceEvent.Stopped) Interlocked.Increment(ref goodbyes);
                else if (Interlocked.Increment(ref looks) > 1) await held.Task;
                return Samples.Ok(1800, peers: ["192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1"]);
            },
            Clock);
        Crawl(Environment(client, plan: Lab with { Identities = 2 }), Samples.Target(A));
        await ObservedAsync(2); // the first look lists everybody, and its name says goodbye
        held.SetResult();

        await UntilAsync(status => status.IsMeasured);
        // The second name may not have called yet when the round ended; then it owes nothing.
        Assert.InRange(looks, 1, 2);
        Assert.Equal(looks, goodbyes);
    }

    [Fact]
    public async Task Without_a_burst_nobody_is_looked_at_before_its_floor_however_precise_it_is_to_be()
    {
        var client = Client((_, look) => Sample(look, minimum: 900));
        Crawl(Environment(client, plan: new MeasuringPlan { Precision = 0.05 }), Samples.Target(A));
        await ObservedAsync();
        await IdleAsync(1);
        Pass(TimeSpan.FromSeconds(899));
        Assert.False(ObservedMore);
        Pass(TimeSpan.FromSeconds(1));
        await ObservedAsync();
        Assert.Equal([0, 900], Seconds(client, AnnounceEvent.Started, AnnounceEvent.None));
    }

    [Fact]
    public async Task A_tracker_that_keeps_failing_is_not_waited_for()
    {
        var client = Client((host, look) => host == "b.example" ? Samples.Failed(AttemptOutcome.ConnectFailed) : Sample(look));
        Crawl(Environment(client, plan: Lab with { Burst = new Burst(2, TimeSpan.FromSeconds(5)) }), Samples.Target(A, B));
        await ObservedAsync(2);
        await IdleAsync(2);
        Pass(TimeSpan.FromSeconds(5));
        await ObservedAsync();
        await IdleAsync(2);
        Assert.False(Seen.Latest!.IsMeasured);
        foreach (var wait in new[] { 10, 30 })
        {
            Pass(TimeSpan.FromSeconds(wait));
            await ObservedAsync();
            if (wait == 10) await IdleAsync(2);
        }

        await UntilAsync(status => status.IsMeasured);
    }

    [Fact]
    public async Task Every_hour_a_round_of_its_own_begins_with_started_and_ends_with_stopped()
    {
        var client = Client((_, look) => Sample(look));
        Crawl(Environment(client, plan: Lab with { Burst = new Burst(2, TimeSpan.FromSeconds(5)), Every = TimeSpan.FromHours(1) }), Samples.Target(A));
        for (var round = 0; round < 3; round++)
        {
            await ObservedAsync();
            await IdleAsync(1);
            Pass(TimeSpan.FromSeconds(5));
            await ObservedAsync(2); // the last look and the goodbye
            await IdleAsync(1);
            Pass(TimeSpan.FromSeconds(3595));
        }

        await ObservedAsync();
        Assert.Equal([0, 3600, 7200, 10800], Seconds(client, AnnounceEvent.Started));
        Assert.Equal(3, client.Calls.Count(call => call.Request.Event == AnnounceEvent.Stopped));
        Assert.False(Seen.Latest!.IsMeasured);
    }

    [Fact]
    public async Task Several_identities_keep_the_interval_each_for_itself_and_all_say_goodbye()
    {
        var client = Client((_, look) => Sample(look));
        Crawl(Environment(client, plan: new MeasuringPlan { Precision = 0.5, Budget = 6, Identities = 3 }), Samples.Target(A));
        await ObservedAsync(3);
        await IdleAsync(1);
        Pass(TimeSpan.FromSeconds(1800));
        await ObservedAsync(3);

        await UntilAsync(status => status.IsMeasured);
        Assert.Equal([0, 0, 0, 1800, 1800, 1800], Seconds(client, AnnounceEvent.Started, AnnounceEvent.None));
        Assert.Equal(3, client.Calls.Select(call => call.Request.PeerId).Distinct().Count());
        Assert.Equal(3, client.Calls.Where(call => call.Request.Event == AnnounceEvent.Stopped).Select(call => call.Request.PeerId).Distinct().Count());
    }

    [Fact]
    public async Task A_canary_is_asked_once_under_a_port_for_each_tracker_and_tells_who_makes_peers_up()
    {
        var client = Client((host, _) => host == "b.example"
            ? Samples.Ok(1800, peers: ["198.51.100.7:9"]).Over(IPAddress.Loopback)
            : Alone().Over(IPAddress.Loopback));
        var environment = Environment(client, plan: Lab);
        Crawl(environment, Canary.Over([Samples.Target(A, B)])!);

        await ObservedAsync(4);
        Assert.Equal(2, client.Calls.Select(call => call.Request.Port).Distinct().Count());
        Assert.False(environment.Knowledge.Fabricates(Samples.Entry(A).Url));
        Assert.True(environment.Knowledge.Fabricates(Samples.Entry(B).Url));
        Assert.Null(Seen.Latest); // it is nobody's swarm
    }

    [Fact]
    public async Task A_crawl_without_a_goal_tells_its_estimates_when_it_leaves()
    {
        var client = Client((_, look) => Sample(look));
        var torrents = Crawl(Environment(client), Samples.Target(A));
        await ObservedAsync();
        await IdleAsync(1);
        torrents.Tell(TorrentMessages.LeaveAll.Instance, TestActor);

        var estimate = await EstimatedAsync();
        Assert.Equal((SizeMethod.AtLeast, 50L), (estimate.Size.Method, estimate.Size.Distinct));
    }

    /// <summary>Fifty of two hundred peers, another fifty at each look, half of them seen at the look before.</summary>
    private static Attempt Sample(int look, long? minimum = null)
    {
        var peers = Enumerable.Range(0, 50).Select(i => ((look * 25) + i) % 200).Select(i => $"203.0.113.{i}:6881");
        var attempt = Samples.Ok(1800, minimum, peers: [.. peers]).Over(IPAddress.Loopback);
        return attempt with { Reply = attempt.Reply! with { Complete = 150, Incomplete = 50 } };
    }

    private static Attempt Alone()
    {
        var attempt = Samples.Ok(1800);
        return attempt with { Reply = attempt.Reply! with { Complete = 0, Incomplete = 1 } };
    }

    /// <summary>Answers by host and by how many looks went before.</summary>
    private ScriptedClient Client(Func<string, int, Attempt> answer)
    {
        var looks = new Dictionary<string, int>();
        return new ScriptedClient(
            (tracker, request) =>
            {
                lock (looks)
                {
                    if (request.Event == AnnounceEvent.Stopped) return Task.FromResult(Samples.Ok(1800));
                    var look = looks.GetValueOrDefault(tracker.Host);
                    looks[tracker.Host] = look + 1;
                    return Task.FromResult(answer(tracker.Host, look));
                }
            },
            Clock);
    }

    private static IEnumerable<int> Seconds(ScriptedClient client, params AnnounceEvent[] events)
    {
        var all = client.Calls.ToList();
        return all.Where(call => events.Contains(call.Request.Event)).Select(call => (int)(call.At - all[0].At).TotalSeconds);
    }
}
