using Akka.Actor;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;

namespace Crawler.Actors.Torrents;

/// <summary>To and from torrent actors and their parent.</summary>
public static class TorrentMessages
{
    /// <summary>
    /// To the parent, which hands it on to the torrent: crawl this; a no-op if it is crawled already, or has not left yet.
    /// </summary>
    public sealed record Track(Target Target);

    /// <summary>To a torrent: another node goes on with your swarm; end without a goodbye once all you saw is in the store.</summary>
    public sealed record HandOver : INoSerializationVerificationNeeded
    {
        /// <summary>The one instance.</summary>
        public static readonly HandOver Instance = new();
    }

    /// <summary>A torrent that is nobody's child here to <see cref="CrawlEnvironment.Registry"/>: it is on this node now.</summary>
    public sealed record TorrentBegun(InfoHash InfoHash) : INoSerializationVerificationNeeded;

    /// <summary>To the parent: this swarm is to be left and forgotten; a no-op if it is not crawled.</summary>
    public sealed record Untrack(InfoHash InfoHash) : INoSerializationVerificationNeeded;

    /// <summary>To the parent: everybody leaves; answered with <see cref="AllLeft"/>.</summary>
    public sealed record LeaveAll : INoSerializationVerificationNeeded
    {
        /// <summary>The one instance.</summary>
        public static readonly LeaveAll Instance = new();
    }

    /// <summary>
    /// To the parent, when the time for goodbyes is over: who has not begun to leave ends without; answered with
    /// <see cref="AllLeft"/> once the others have heard what was still out.
    /// </summary>
    public sealed record CutShort : INoSerializationVerificationNeeded
    {
        /// <summary>The one instance.</summary>
        public static readonly CutShort Instance = new();
    }

    /// <summary>The parent's answer once no torrent is left.</summary>
    public sealed record AllLeft : INoSerializationVerificationNeeded
    {
        /// <summary>The one instance.</summary>
        public static readonly AllLeft Instance = new();
    }

    /// <summary>
    /// To a torrent: call nobody any more; it is told to leave when its turn comes. To the parent: no torrent calls any more;
    /// sent back once all were told.
    /// </summary>
    public sealed record FallSilent : INoSerializationVerificationNeeded
    {
        /// <summary>The one instance.</summary>
        public static readonly FallSilent Instance = new();
    }

    /// <summary>To a torrent: leave your swarm at every tracker that counts us, then end.</summary>
    public sealed record Leave : INoSerializationVerificationNeeded
    {
        /// <summary>The one instance.</summary>
        public static readonly Leave Instance = new();
    }

    /// <summary>A torrent to its parent, or whoever keeps count, last of all.</summary>
    public sealed record TorrentLeft(InfoHash InfoHash) : INoSerializationVerificationNeeded;
}
