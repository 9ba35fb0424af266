using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Storage.Log;

/// <summary>The surrogate ids of everything a batch names.</summary>
internal sealed record BatchIds(
    int WriterId, IReadOnlyDictionary<InfoHash, int> Torrents, IReadOnlyDictionary<TrackerUrl, int> Trackers)
{
    /// <summary>The pair an attempt is about.</summary>
    public (int TorrentId, int TrackerId) PairOf(Attempt attempt) => (Torrents[attempt.InfoHash], Trackers[attempt.Tracker]);
}
