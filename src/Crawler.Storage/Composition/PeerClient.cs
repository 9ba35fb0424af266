using Crawler.Protocol;

namespace Crawler.Storage.Composition;

/// <summary>The software of a peer, by the id it told a tracker that passed it on.</summary>
/// <param name="Peer">The peer as the store has it.</param>
/// <param name="Client">Name and version, such as <c>qBittorrent 5.0</c>; bounded, printable.</param>
public sealed record PeerClient(PeerEndpoint Peer, string Client);
