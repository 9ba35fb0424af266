namespace Crawler.Statistics.Sizes;

/// <summary>Over what time an estimate speaks. Stored by number: never renumber.</summary>
public enum EstimateKind : byte
{
    /// <summary>How large the swarm was: one window or burst.</summary>
    Snapshot = 0,

    /// <summary>How many peers took part since the crawl began: windows or bursts as occasions.</summary>
    Cumulative = 1,

    /// <summary>How large the swarm was at one burst among several, by Jolly–Seber.</summary>
    OpenPopulation = 2,
}
