using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Threading.Channels;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Crawler.Actors.Hosts;
using Crawler.Actors.Measuring;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Actors.Tests;

/// <summary>
/// The real tree of actors on virtual time: the test advances clock and scheduler together, and waits for what it
/// expects to be observed, never for time to pass.
/// </summary>
public abstract class CrawlKit : TestKit
{
    private const string VirtualTime =
        """
        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        """;

    /// <summary>How long a test waits for what must come; never how long it waits for nothing.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<Observation> _observed = Channel.CreateUnbounded<Observation>();
    private readonly Channel<SwarmEstimate> _estimated = Channel.CreateUnbounded<SwarmEstimate>();

    private IActorRef? _torrents;

    protected CrawlKit()
        : base(VirtualTime)
    {
    }

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    protected Watcher Seen { get; } = new();

    private protected CrawlEnvironment Environment(
        ITrackerClient client,
        ISessionStore? sessions = null,
        HostLimits? limits = null,
        AddressFamilies families = AddressFamilies.V4,
        MeasuringPlan? plan = null)
    {
        var hosts = Sys.ActorOf(TrackerHostsActor.Props(new HostEnvironment(
            client, new CallGate(CrawlRates.Standard with { Host = limits ?? HostLimits.Standard }, () => false, Clock), Clock, () => 0)));
        return new CrawlEnvironment
        {
            Hosts = hosts,
            Sink = new ChannelSink(_observed.Writer, _estimated.Writer),
            Sessions = sessions ?? NoSessions.Instance,
            Observer = Seen,
            Families = families,
            Plan = plan ?? MeasuringPlan.None,
            Identity = AnnounceIdentity.NewRandom(6881, 50, plan?.Identities ?? 1),
            Time = Clock,
            Random = () => 0,
        };
    }

    private protected IActorRef Crawl(CrawlEnvironment environment, params Target[] targets)
    {
        var torrents = _torrents = Sys.ActorOf(TorrentsActor.Props(environment), "torrents");
        foreach (var target in targets) torrents.Tell(new TorrentMessages.Track(target));
        return torrents;
    }

    /// <summary>The next observation; fails if none comes.</summary>
    protected async Task<Observation> ObservedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _observed.Reader.ReadAsync(patience.Token);
    }

    /// <summary>So many further observations.</summary>
    protected async Task<Observation[]> ObservedAsync(int count)
    {
        var all = new Observation[count];
        for (var i = 0; i < count; i++) all[i] = await ObservedAsync();
        return all;
    }

    /// <summary>The next estimate; fails if none comes.</summary>
    protected async Task<SwarmEstimate> EstimatedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _estimated.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Whether anything was observed that was not asked for.</summary>
    protected bool ObservedMore => _observed.Reader.TryPeek(out _);

    /// <summary>Lets virtual time pass, in steps small enough that a chain of timers fires in order.</summary>
    protected void Pass(TimeSpan time)
    {
        var scheduler = (TestScheduler)Sys.Scheduler;
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
        {
            var step = left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1);
            Clock.Advance(step);
            scheduler.Advance(step);
        }
    }

    /// <summary>Waits until a tracker's status is as wanted; the actor has then armed its timer or ended.</summary>
    protected Task UntilAsync(Func<TorrentStatus, bool> wanted) => AwaitConditionAsync(() => Task.FromResult(Seen.Latest is { } status && wanted(status)), Patience);

    /// <summary>
    /// Until no call is out and every timer is armed: no torrent has a child left, and has heard so. An answered Identify has
    /// passed every earlier message.
    /// </summary>
    protected async Task IdleAsync(int trackers)
    {
        await UntilAsync(status => status.Trackers.Count == trackers && status.Trackers.All(tracker => !tracker.IsCalling));
        do
        {
            await AwaitConditionAsync(() => Task.FromResult(Callers == 0), Patience);
            var torrents = Torrents.ToList();
            foreach (var torrent in torrents) torrent.Tell(new Identify(null), TestActor);
            foreach (var _ in torrents) await ExpectMsgAsync<ActorIdentity>(Patience);
        }
        while (Callers > 0);
    }

    /// <summary>Tracker actors there are now.</summary>
    protected int Callers => Torrents.Sum(torrent => torrent.Children.Count());

    private IEnumerable<ActorRefWithCell> Torrents => ((ActorRefWithCell)_torrents!).Children.Cast<ActorRefWithCell>();

    private sealed class ChannelSink(ChannelWriter<Observation> observed, ChannelWriter<SwarmEstimate> estimated) : IObservationSink
    {
        public void Offer(Recorded recorded)
        {
            if (recorded is Observation observation) observed.TryWrite(observation);
            else estimated.TryWrite((SwarmEstimate)recorded);
        }
    }

    /// <summary>Keeps what the actors show.</summary>
    protected sealed class Watcher : ICrawlObserver
    {
        private TorrentStatus? _latest;

        public TorrentStatus? Latest => Volatile.Read(ref _latest);

        public bool IsLooking { get; set; } = true;

        public ConcurrentQueue<InfoHash> Measured { get; } = new();

        public ConcurrentQueue<Exception> Bugs { get; } = new();

        public bool Follows(InfoHash infoHash) => IsLooking;

        public void OnAttempt(Observation observation, int newPeers)
        {
        }

        public ConcurrentQueue<InfoHash> Moved { get; } = new();

        public void OnMoved(InfoHash infoHash) => Moved.Enqueue(infoHash);

        public void OnMeasured(InfoHash infoHash) => Measured.Enqueue(infoHash);

        public void OnTorrent(TorrentStatus status) => Volatile.Write(ref _latest, status);

        public void OnBug(string where, Exception error) => Bugs.Enqueue(error);
    }

    /// <summary>A client whose answers the test writes; it records what it was asked.</summary>
    protected sealed class ScriptedClient(Func<TrackerUrl, AnnounceRequest, AddressFamily, Task<Attempt>> script, TimeProvider clock) : ITrackerClient
    {
        public ScriptedClient(Func<TrackerUrl, AnnounceRequest, Task<Attempt>> script, TimeProvider clock)
            : this((tracker, request, _) => script(tracker, request), clock)
        {
        }

        public ConcurrentQueue<(TrackerUrl Tracker, AnnounceRequest Request, DateTimeOffset At)> Calls { get; } = new();

        public async Task<Attempt> AnnounceAsync(TrackerUrl tracker, AnnounceRequest request, AddressFamily family, CancellationToken cancellation)
        {
            var at = clock.GetUtcNow();
            Calls.Enqueue((tracker, request, at));
            return (await script(tracker, request, family)).For(tracker, request, at);
        }

        public Task<IReadOnlyList<Attempt>> ScrapeAsync(TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family, CancellationToken cancellation) =>
            throw new NotSupportedException("no test scrapes through actors");

        /// <summary>What one tracker was asked, in order.</summary>
        public (AnnounceRequest Request, DateTimeOffset At)[] To(string host) =>
            [.. Calls.Where(call => call.Tracker.Host == host).Select(call => (call.Request, call.At))];
    }
}
