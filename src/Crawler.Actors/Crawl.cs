using Akka.Actor;
using Akka.Streams;
using Crawler.Actors.Campaigns;
using Crawler.Actors.Hosts;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;

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
    private IActorRef? _campaign;
    private Task<bool>? _ended;

    private Crawl(ActorSystem system, CrawlSettings settings, IActorRef torrents, ObservationPipeline pipeline, CallGate gate) =>
        (_system, _settings, _torrents, Pipeline, Gate) = (system, settings, torrents, pipeline, gate);

    /// <summary>The way to the log.</summary>
    public ObservationPipeline Pipeline { get; }

    /// <summary>The node's cap on calls.</summary>
    public CallGate Gate { get; }

    /// <summary>Wires the actors. The scheduler is warmed first: cold, a burst of first timers can stall a system for good.</summary>
    public static async Task<Crawl> StartAsync(
        ActorSystem system, CrawlSettings settings, ITrackerClient client, IObservationLog log, ISessionStore sessions, ICrawlObserver observer)
    {
        var warm = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromMilliseconds(1), warm.SetResult);
        await warm.Task.ConfigureAwait(false);

        var pipeline = new ObservationPipeline(log, settings.Pipeline, system.Materializer());
        var gate = new CallGate(settings.MaxInFlight, () => pipeline.IsSaturated);
        var hosts = system.ActorOf(
            TrackerHostsActor.Props(new HostEnvironment(client, gate, settings.Hosts, TimeProvider.System, Random.Shared.NextDouble)
            {
                Uplink = new Uplink(settings.UplinkProbe, TimeProvider.System),
            }), "tracker-hosts");
        var torrents = system.ActorOf(
            TorrentsActor.Props(new CrawlEnvironment
            {
                Hosts = hosts,
                Sink = pipeline,
                Sessions = sessions,
                Observer = observer,
                Identity = settings.Identity,
                Intervals = settings.Intervals,
                Families = settings.Families,
                Plan = settings.Plan,
            }),
            "torrents");
        return new Crawl(system, settings, torrents, pipeline, gate);
    }

    /// <summary>Begins to feed targets.</summary>
    /// <param name="targets">What to crawl; a canary among them goes first, as its trackers had better be known.</param>
    public void Feed(IEnumerable<Target> targets) => _campaign = _system.ActorOf(CampaignActor.Props(targets, _torrents), "campaign");

    /// <summary>Ends the crawl within its budgets, once. False if not all of the record could be written.</summary>
    public Task<bool> EndAsync() => _ended ??= LeaveAndFlushAsync();

    private async Task<bool> LeaveAndFlushAsync()
    {
        _campaign?.Tell(PoisonPill.Instance);
        try
        {
            await _torrents.Ask<TorrentMessages.AllLeft>(TorrentMessages.LeaveAll.Instance, _settings.LeaveBudget).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            // Some tracker does not answer our goodbye; it will forget us by itself.
        }

        return await Pipeline.FlushAsync(_settings.FlushBudget).ConfigureAwait(false);
    }
}
