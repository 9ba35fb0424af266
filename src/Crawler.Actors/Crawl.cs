using System.Collections.Concurrent;
using Akka.Actor;
using Crawler.Actors.Campaigns;
using Crawler.Actors.Hosts;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Statistics.Occasions;

namespace Crawler.Actors;

/// <summary>
/// A running crawl on one node: the actors of docs/architecture.md under one system, wired once, and the order in which
/// they end: intake stops, torrents leave their swarms, the record is flushed.
/// </summary>
public sealed class Crawl
{
    private readonly ActorSystem _system;
    private readonly CrawlSettings _settings;
    private readonly IActorRef _torrents;
    private readonly ConcurrentQueue<IActorRef> _campaigns = new();
    private readonly IActorRef _hosts;
    private Task<bool>? _ended;
    private int _feeds;

    private Crawl(ActorSystem system, CrawlSettings settings, IActorRef torrents, IActorRef hosts, ObservationPipeline pipeline, CallGate gate, CrawlMeter meter) =>
        (_system, _settings, _torrents, _hosts, Pipeline, Gate, Meter) = (system, settings, torrents, hosts, pipeline, gate, meter);

    /// <summary>The way to the log.</summary>
    public ObservationPipeline Pipeline { get; }

    /// <summary>The node's cap on calls.</summary>
    public CallGate Gate { get; }

    /// <summary>What is counted while it runs.</summary>
    public CrawlMeter Meter { get; }

    /// <summary>
    /// The recipe for torrents that somebody else makes here, such as a shard region: they share gates, record and end with the
    /// others, and must be told their target first (<see cref="TorrentMessages.Track"/>).
    /// </summary>
    public required Props TorrentProps { get; init; }

    /// <summary>Wires the actors. The scheduler is warmed first: cold, a burst of first timers can stall a system for good.</summary>
    public static async Task<Crawl> StartAsync(
        ActorSystem system,
        CrawlSettings settings,
        ITrackerClient client,
        IObservationLog log,
        ISessionStore sessions,
        ICrawlObserver observer,
        ICallJournal? journal = null,
        CrawlInstruments? instruments = null,
        IHostShares? shares = null)
    {
        instruments ??= CrawlInstruments.OfProcess;
        var dice = settings.Seed?.Dice() ?? Random.Shared.NextDouble;
        var warm = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromMilliseconds(1), warm.SetResult);
        await warm.Task.ConfigureAwait(false);

        var pipeline = new ObservationPipeline(log, settings.Pipeline);
        var gate = new CallGate(settings.Rates, () => pipeline.IsSaturated, TimeProvider.System);
        var meter = new CrawlMeter(instruments);
        var hosts = system.ActorOf(
            TrackerHostsActor.Props(new HostEnvironment(client, gate, TimeProvider.System, dice)
            {
                OptOuts = settings.OptOuts,
                Journal = journal ?? NoJournal.Instance,
                Meter = meter,
                Shares = shares ?? WholeShares.Instance,
                Uplink = new Uplink(settings.UplinkProbe, TimeProvider.System),
            }), "tracker-hosts");
        var environment = new CrawlEnvironment
        {
            Hosts = hosts,
            Sink = pipeline,
            Sessions = sessions,
            Observer = observer,
            Identity = settings.Identity,
            Intervals = settings.Intervals,
            Families = settings.Families,
            Plan = settings.Plan,
            Random = dice,
            Meter = meter,
            Peers = settings.PeerBytes is { } bytes ? new PeerBudget(bytes) : PeerBudget.Standard(),
        };
        if (settings.Seed is { } seed) environment = environment with { SampleSeed = seed.Sample };
        var torrents = system.ActorOf(TorrentsActor.Props(environment), "torrents");
        var running = new RunningInstruments(meter, gate, pipeline);
        instruments.Begin(running);
        system.RegisterOnTermination(() => instruments.End(running));
        return new Crawl(system, settings, torrents, hosts, pipeline, gate, meter)
        {
            TorrentProps = TorrentActor.Props(environment with { Registry = torrents }, new TrackerSupervision(observer)),
        };
    }

    /// <summary>Tells a tracker host's gate that its share is another.</summary>
    public void ShareChanged(string host) => _hosts.Tell(new HostMessages.ShareChanged(host));

    /// <summary>Begins to feed targets; again for those that are found later. Who is crawled already stays as it is.</summary>
    /// <param name="targets">What to crawl; a canary among them goes first, as its trackers had better be known.</param>
    public void Feed(IEnumerable<Target> targets) =>
        _campaigns.Enqueue(_system.ActorOf(CampaignActor.Props(targets, _torrents, Meter, FeedPace.Standard, TimeProvider.System), $"campaign-{Interlocked.Increment(ref _feeds)}"));

    /// <summary>Leaves a swarm and forgets it.</summary>
    public void Leave(InfoHash infoHash) => _torrents.Tell(new TorrentMessages.Untrack(infoHash));

    /// <summary>Other rates from now on; a lower one binds at once. What is out stays out.</summary>
    public void Change(CrawlRates rates)
    {
        Gate.Change(rates);
        _hosts.Tell(HostMessages.RatesChanged.Instance);
    }

    /// <summary>Other opt-outs from now on; a call that waits already is held to them too.</summary>
    public void Change(OptOuts optOuts) => _settings.OptOuts.Current = optOuts;

    /// <summary>Lets nothing but goodbyes go out until <see cref="Resume"/>; what is out comes back.</summary>
    public void Pause() => Gate.Pause();

    /// <summary>Goes on.</summary>
    public void Resume() => Gate.Resume();

    /// <summary>Ends the crawl within its budgets, once. False if not all of the record could be written.</summary>
    public Task<bool> EndAsync() => _ended ??= LeaveAndFlushAsync();

    private async Task<bool> LeaveAndFlushAsync()
    {
        foreach (var campaign in _campaigns) campaign.Tell(PoisonPill.Instance);
        // Before anything is handed back: who is told "later" now would ask again at once, and in the end pass for failing.
        await AskAsync<TorrentMessages.FallSilent>(_torrents, TorrentMessages.FallSilent.Instance).ConfigureAwait(false);
        // Who waits at a gate cannot say goodbye, so it is handed its turn back first.
        await AskAsync<HostMessages.HandedBack>(_hosts, HostMessages.GoodbyesOnly.Instance).ConfigureAwait(false);
        if (!await AskAsync<TorrentMessages.AllLeft>(_torrents, TorrentMessages.LeaveAll.Instance).ConfigureAwait(false))
        {
            // Goodbyes that are out are heard out, so that no answer goes unrecorded; no further one leaves.
            _hosts.Tell(HostMessages.Shut.Instance);
            await AskAsync<TorrentMessages.AllLeft>(_torrents, TorrentMessages.CutShort.Instance).ConfigureAwait(false);
        }

        return await Pipeline.FlushAsync(_settings.FlushBudget).ConfigureAwait(false);
    }

    /// <summary>False if it was not answered in time.</summary>
    private async Task<bool> AskAsync<TAnswer>(IActorRef actor, object question)
    {
        try
        {
            await actor.Ask<TAnswer>(question, _settings.LeaveBudget).ConfigureAwait(false);
            return true;
        }
        catch (AskTimeoutException)
        {
            // Some tracker does not answer our goodbye; it will forget us by itself.
            return false;
        }
    }
}
