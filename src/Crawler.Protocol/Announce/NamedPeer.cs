namespace Crawler.Protocol.Announce;

/// <summary>A peer with the id it told its tracker, by which its software can be known.</summary>
/// <param name="Peer">Address and port.</param>
/// <param name="Id">The id as the tracker passed it on; anything may stand in it.</param>
public readonly record struct NamedPeer(PeerEndpoint Peer, PeerId Id);
