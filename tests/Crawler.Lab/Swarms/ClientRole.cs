namespace Crawler.Lab.Swarms;

/// <summary>How a real client stands in a swarm, and stays: a leecher here never completes.</summary>
public enum ClientRole
{
    /// <summary>Has everything.</summary>
    Seeder,

    /// <summary>Has nothing and takes nothing.</summary>
    Leecher,
}
