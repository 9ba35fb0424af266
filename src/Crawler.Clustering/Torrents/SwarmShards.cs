using System.Buffers.Binary;
using System.Globalization;
using Akka.Cluster.Sharding;
using Crawler.Actors.Torrents;
using Crawler.Protocol;

namespace Crawler.Clustering.Torrents;

/// <summary>
/// Which shard a swarm is in: an infohash is as good as random, so its first bytes spread swarms evenly. The number of shards
/// must be the same on all nodes, for as long as the cluster lives.
/// </summary>
/// <param name="count">How many shards there are.</param>
public sealed class SwarmShards(int count) : IMessageExtractor
{
    /// <summary>How many shards there are.</summary>
    public int Count { get; } = count;

    /// <summary>The shard of a swarm, from 0.</summary>
    public int Of(InfoHash infoHash)
    {
        Span<byte> bytes = stackalloc byte[InfoHash.Length];
        infoHash.CopyTo(bytes);
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes) % (uint)Count);
    }

    /// <summary>A shard as Akka calls it.</summary>
    public static string NameOf(int shard) => shard.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string? EntityId(object message) => HashOf(message)?.ToString();

    /// <inheritdoc/>
    public object EntityMessage(object message) => message;

    /// <inheritdoc/>
    public string? ShardId(object message) => HashOf(message) is { } infoHash ? NameOf(Of(infoHash)) : null;

    /// <inheritdoc/>
    public string ShardId(string entityId, object? messageHint = null) => NameOf(Of(InfoHash.Parse(entityId)));

    private static InfoHash? HashOf(object message) => message is TorrentMessages.Track track ? track.Target.InfoHash : null;
}
