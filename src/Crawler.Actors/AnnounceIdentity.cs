using System.Security.Cryptography;
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
    /// <summary>More peer ids than this are not used at once.</summary>
    public const int MostIdentities = 16;

    /// <summary>Further peer ids with their keys, where the plan asks for several identities; all claim the same port.</summary>
    public IReadOnlyList<(PeerId PeerId, uint Key)> Further { get; init; } = [];

    /// <summary>Whether peers' ids are asked for too, at ten times the bytes.</summary>
    public bool WantsPeerIds { get; init; }

    /// <summary>Random peer ids and keys.</summary>
    public static AnnounceIdentity NewRandom(int port, int numWant, int identities = 1) => new(PeerId.NewRandom(), port, numWant, RandomKey())
    {
        Further = [.. Enumerable.Range(1, identities - 1).Select(_ => (PeerId.NewRandom(), RandomKey()))],
    };

    /// <summary>The announce for one swarm as its session stands. Leaving asks for no peers.</summary>
    public AnnounceRequest Request(InfoHash infoHash, AnnounceEvent @event, TrackerSession session)
    {
        var (peerId, key) = session.Identity == 0 ? (PeerId, Key) : Further[session.Identity - 1];
        return new()
        {
            InfoHash = infoHash,
            PeerId = peerId,
            Port = PortOf(session.PortOffset),
            Event = @event,
            NumWant = @event == AnnounceEvent.Stopped ? 0 : NumWant,
            Key = key,
            WantsPeerIds = WantsPeerIds && @event != AnnounceEvent.Stopped,
            TrackerId = session.TrackerId,
        };
    }

    /// <summary>The port claimed by a session that is told apart by its port, 1–65535.</summary>
    public int PortOf(int offset) => ((Port + offset - 1) % ushort.MaxValue) + 1;

    private static uint RandomKey() => BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
}
