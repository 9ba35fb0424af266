using Crawler.Protocol;
using Crawler.Protocol.Clients;

namespace Crawler.Storage.Composition;

/// <summary>The software of a peer, by the id that a tracker passed on with it.</summary>
/// <param name="Peer">The peer as the store has it: at a pseudonym as a rule.</param>
/// <param name="Client">What its id says; null if nothing that we understand.</param>
/// <param name="At">When the tracker said so.</param>
public sealed record PeerClient(PeerEndpoint Peer, ClientName? Client, DateTimeOffset At);
