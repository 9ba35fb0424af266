using System.Globalization;
using Akka.Actor;
using Akka.Cluster.Sharding;

namespace Crawler.Benchmarks.Cluster;

/// <summary>Entities that do nothing but count, under a parent or in a shard region: what is left is the way to them.</summary>
internal sealed class Counting : UntypedActor
{
    private static long _count;

    /// <summary>Messages that came, to all of them.</summary>
    public static long Count => Interlocked.Read(ref _count);

    /// <summary>Waits until so many more have come.</summary>
    public static async Task UntilAsync(long count)
    {
        while (Count < count) await Task.Delay(5);
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message) => Interlocked.Increment(ref _count);

    /// <summary>To one entity.</summary>
    /// <param name="Entity">Which.</param>
    public sealed record Ping(string Entity);

    /// <summary>The parent of all, as on one node.</summary>
    public sealed class Parent : UntypedActor
    {
        private readonly Dictionary<string, IActorRef> _children = [];

        /// <inheritdoc/>
        protected override void OnReceive(object message)
        {
            var ping = (Ping)message;
            if (!_children.TryGetValue(ping.Entity, out var child)) _children.Add(ping.Entity, child = Context.ActorOf(Props.Create<Counting>(), ping.Entity));
            child.Forward(ping);
        }
    }

    /// <summary>Which entity and shard a message is for.</summary>
    public sealed class Extractor : IMessageExtractor
    {
        /// <inheritdoc/>
        public string? EntityId(object message) => (message as Ping)?.Entity;

        /// <inheritdoc/>
        public object EntityMessage(object message) => message;

        /// <inheritdoc/>
        public string? ShardId(object message) => message is Ping ping ? ShardId(ping.Entity) : null;

        /// <inheritdoc/>
        public string ShardId(string entityId, object? messageHint = null) => (int.Parse(entityId, CultureInfo.InvariantCulture) % 256).ToString(CultureInfo.InvariantCulture);
    }
}
