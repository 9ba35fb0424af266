namespace Crawler.Simulation.Trackers;

/// <summary>Counts a tracker claims of every swarm alike, whatever is true, and of swarms it never heard of.</summary>
/// <param name="Complete">Seeders.</param>
/// <param name="Incomplete">Leechers.</param>
public sealed record ClaimedCounts(int Complete, int Incomplete);
