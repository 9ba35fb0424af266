using Crawler.Actors.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Actors;

/// <summary>Who a crawl says it is, the same to every tracker for its whole run.</summary>
/// <param name="PeerId">Our peer id.</param>
/// <param name="Port">The port we claim.</param>
/// <param name="NumWant">Peers asked for; −1 for the tracker's default.</param>
/// <param name="Key">BEP 15 key.</param>
public sealed record AnnounceIdentity(PeerId PeerId, int Port, int NumWant, uint Key)
{
    /// <summary>The announce for one swarm as its session stands. Leaving asks for no peers.</summary>
    public AnnounceRequest Request(InfoHash infoHash, AnnounceEvent @event, TrackerSession session) => new()
    {
        InfoHash = infoHash,
        PeerId = PeerId,
        Port = Port,
        Event = @event,
        NumWant = @event == AnnounceEvent.Stopped ? 0 : NumWant,
        Key = Key,
        TrackerId = session.TrackerId,
    };
}
