namespace Crawler.Storage.Reports;

/// <summary>
/// What one tracker answered to canaries: infohashes nobody ever registered. Nobody but ourselves can be in such a swarm,
/// so whoever else a tracker names there it made up.
/// </summary>
public sealed record CanaryResult
{
    /// <summary>The announce URL, redacted.</summary>
    public required string Tracker { get; init; }

    /// <summary>Canary announces answered as if the torrent were known.</summary>
    public long Answered { get; init; }

    /// <summary>Canary announces refused in the tracker's own words: it serves registered torrents alone, and cannot be told by canaries.</summary>
    public long Refused { get; init; }

    /// <summary>
    /// Answers that named peers. Ourselves at any of our addresses or ports are no peers, nor are endpoints that nobody
    /// can be behind, which are counted as bogons everywhere.
    /// </summary>
    public long WithPeers { get; init; }

    /// <summary>
    /// Answers that claimed a seeder, or more leechers than we can be: two names of one tracker count us once for each, and
    /// so does a tracker asked over both families.
    /// </summary>
    public long WithClaims { get; init; }

    /// <summary>Whether it named or claimed somebody who cannot be there.</summary>
    public bool Fabricates => WithPeers + WithClaims > 0;

    /// <summary>The most peers claimed in one answer, seeders and leechers together; null if none claimed any number.</summary>
    public long? MostClaimed { get; init; }

    /// <summary>When the last canary announce that was answered or refused began; null if none was.</summary>
    public DateTimeOffset? LastAt { get; init; }
}
