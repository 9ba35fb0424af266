namespace Crawler.Simulation.Populations;

/// <summary>How many there really are: what an estimate is held against.</summary>
/// <param name="Seeders">Seeders.</param>
/// <param name="Leechers">Leechers.</param>
public readonly record struct SwarmTruth(int Seeders, int Leechers)
{
    /// <summary>Both.</summary>
    public int Peers => Seeders + Leechers;
}
