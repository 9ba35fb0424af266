using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Storage.Log;

/// <summary>The surrogate ids of everything a batch names.</summary>
internal sealed record BatchIds(
    int WriterId, IReadOnlyDictionary<InfoHash, int> Torrents, IReadOnlyDictionary<TrackerUrl, int> Trackers)
{
    /// <summary>What an attempt measured, over a family.</summary>
    public SessionKey KeyOf(Attempt attempt, AddressFamily family) => new(Torrents[attempt.InfoHash], Trackers[attempt.Tracker], family);
}
