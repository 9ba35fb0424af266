using Akka.Actor;
using Akka.Cluster.Sharding;

namespace Crawler.Clustering.Standing;

/// <summary>Tells the cluster every two seconds how this crawler stands.</summary>
public sealed class NodeReporterActor : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private readonly IActorRef _region;
    private readonly Func<NodeReport> _report;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public NodeReporterActor(IActorRef region, Func<NodeReport> report) => (_region, _report) = (region, report);

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The recipe.</summary>
    /// <param name="region">Asked for the shards of this node.</param>
    /// <param name="report">All the rest.</param>
    public static Props Props(IActorRef region, Func<NodeReport> report) => Akka.Actor.Props.Create(() => new NodeReporterActor(region, report));

    /// <inheritdoc/>
    protected override void PreStart() => Timers.StartPeriodicTimer(Tell.Instance, Tell.Instance, TimeSpan.Zero, Pace);

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tell: _region.Tell(GetShardRegionStats.Instance); break;
            case ShardRegionStats stats: Topic.Publish(Context.System, _report() with { Shards = stats.Stats.Count, Torrents = stats.Stats.Values.Sum() }); break;
            default: Unhandled(message); break;
        }
    }

    private sealed record Tell : INoSerializationVerificationNeeded
    {
        public static readonly Tell Instance = new();
    }
}
