namespace Crawler.Statistics.Honesty;

/// <summary>What a tracker did when asked for a torrent that nobody ever made.</summary>
public enum CanaryVerdict
{
    /// <summary>It was not asked, or did not answer.</summary>
    Untested,

    /// <summary>It refused, as one does that keeps a register.</summary>
    Refuses,

    /// <summary>It answered and named nobody but us.</summary>
    Clean,

    /// <summary>It named peers, or counted some, of a swarm that does not exist.</summary>
    Fabricates,
}
