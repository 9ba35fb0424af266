using System.Threading.Channels;
using Akka.Actor;
using Crawler.Actors.Hosts;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Tests.Torrents;

/// <summary>A swarm that another node goes on with: nothing is said to its trackers, and nothing known of them is lost.</summary>
public sealed class HandOverTests : CrawlKit
{
    private const string A = "http://a.example/announce";

    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task It_ends_without_a_goodbye_and_not_before_its_record_is_in_the_store()
    {
        var client = new ScriptedClient((_, _) => Task.FromResult(Samples.Ok(600)), Clock);
        var torrent = Begin(Environment(client), out _, A);
        await ObservedAsync();

        torrent.Tell(TorrentMessages.HandOver.Instance);
        torrent.Tell(new Identify(1), TestActor);
        await ExpectMsgAsync<ActorIdentity>(identity => Assert.Equal(torrent, identity.Subject));
        _stored.SetResult();
        await ExpectTerminatedAsync(torrent, Patience);

        Assert.Equal([AnnounceEvent.Started], client.To("a.example").Select(call => call.Request.Event));
        Assert.Single(Seen.Moved);
    }

    [Fact]
    public async Task A_call_that_is_out_is_heard_out_and_recorded()
    {
        var answer = new TaskCompletionSource<Attempt>();
        var client = new ScriptedClient((_, _) => answer.Task, Clock);
        _stored.SetResult();
        var torrent = Begin(Environment(client), out _, A);
        await AwaitConditionAsync(() => Task.FromResult(!client.Calls.IsEmpty), Patience);

        torrent.Tell(TorrentMessages.HandOver.Instance);
        torrent.Tell(new Identify(1), TestActor);
        await ExpectMsgAsync<ActorIdentity>(identity => Assert.Equal(torrent, identity.Subject));
        answer.SetResult(Samples.Ok(600));

        Assert.Equal(AttemptOutcome.Ok, (await ObservedAsync()).Attempt.Outcome);
        await ExpectTerminatedAsync(torrent, Patience);
    }

    [Fact]
    public async Task A_call_that_waits_at_a_gate_is_not_made()
    {
        var answers = Channel.CreateUnbounded<Attempt>();
        var client = new ScriptedClient((_, _) => answers.Reader.ReadAsync().AsTask(), Clock);
        _stored.SetResult();
        var torrent = Begin(Environment(client, limits: HostLimits.Standard with { Concurrency = 1 }), out _, A, "http://a.example:81/announce");
        await AwaitConditionAsync(() => Task.FromResult(!client.Calls.IsEmpty), Patience);

        torrent.Tell(TorrentMessages.HandOver.Instance);
        // The one that waits has ended, the one that is out has not.
        await AwaitConditionAsync(() => Task.FromResult(((ActorRefWithCell)torrent).Children.Count() == 1), Patience);
        answers.Writer.TryWrite(Samples.Ok(600));
        await ExpectTerminatedAsync(torrent, Patience);

        Assert.Single(client.Calls);
    }

    [Fact]
    public async Task While_it_loads_its_sessions_it_just_ends()
    {
        _stored.SetResult();
        var client = new ScriptedClient((_, _) => Task.FromResult(Samples.Ok(600)), Clock);
        var torrent = Begin(Environment(client, new NeverLoads()), out _, A);

        torrent.Tell(TorrentMessages.HandOver.Instance);
        await ExpectTerminatedAsync(torrent, Patience);

        Assert.Empty(client.Calls);
    }

    [Fact]
    public async Task The_registry_leaves_those_that_are_nobodys_children_here_with_the_others()
    {
        var client = new ScriptedClient((_, _) => Task.FromResult(Samples.Ok(600)), Clock);
        var torrent = Begin(Environment(client), out var registry, A);
        await ObservedAsync();
        await AwaitConditionAsync(() => Task.FromResult(((ActorRefWithCell)torrent).Children.Any() == false), Patience);

        registry.Tell(TorrentMessages.LeaveAll.Instance, TestActor);

        Assert.Equal(AnnounceEvent.Stopped, (await ObservedAsync()).Attempt.Event);
        await FishForMessageAsync(message => message is TorrentMessages.AllLeft, Patience);
    }

    private IActorRef Begin(CrawlEnvironment environment, out IActorRef registry, params string[] trackers)
    {
        registry = Sys.ActorOf(TorrentsActor.Props(environment));
        environment = environment with { Registry = registry, Sink = new SlowSink(environment.Sink, _stored.Task) };
        var target = Samples.Target(trackers);
        var torrent = Sys.ActorOf(TorrentActor.Props(environment, new TrackerSupervision(environment.Observer)), target.InfoHash.ToString());
        Watch(torrent);
        torrent.Tell(new TorrentMessages.Track(target));
        return torrent;
    }

    private sealed class SlowSink(IObservationSink sink, Task stored) : IObservationSink
    {
        public void Offer(Recorded recorded) => sink.Offer(recorded);

        public Task StoredAsync() => stored;
    }

    private sealed class NeverLoads : ISessionStore
    {
        public Task<IReadOnlyList<TrackerSession>> LoadAsync(Crawler.Protocol.InfoHash infoHash, CancellationToken cancellation) =>
            new TaskCompletionSource<IReadOnlyList<TrackerSession>>().Task.WaitAsync(cancellation);
    }
}
