using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Benchmarks.Faults;

/// <summary>An announce as the store has it, as far as it is held against what the trackers noted.</summary>
/// <param name="InfoHash">Swarm.</param>
/// <param name="Tracker">Place of the tracker.</param>
/// <param name="At">Microseconds since 1970 when it began.</param>
/// <param name="Event">What was announced.</param>
/// <param name="Serial">The answer's number, its count of leechers; null where none was heard.</param>
/// <param name="Peers">Peers in it.</param>
/// <param name="PeersHash">Of their bytes.</param>
internal sealed record LoggedCall(InfoHash InfoHash, int Tracker, long At, AnnounceEvent Event, int? Serial, int Peers, ulong PeersHash);
