using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;

namespace Crawler.Clustering.Standing;

/// <summary>What all nodes of a cluster may hear: how crawlers and campaigns stand, and that a campaign is over.</summary>
internal static class Topic
{
    private const string Name = "standing";

    /// <summary>Tells all who listen, on every node.</summary>
    public static void Publish(ActorSystem system, object message) => DistributedPubSub.Get(system).Mediator.Tell(new Publish(Name, message));

    /// <summary>Listens from now on, until it ends.</summary>
    public static void Subscribe(ActorSystem system, IActorRef listener) => DistributedPubSub.Get(system).Mediator.Tell(new Subscribe(Name, listener), listener);
}
