using Crawler.Protocol;

namespace Crawler.Simulation.Trackers;

/// <summary>Which members a tracker names to somebody who announces: the one thing that makes its answers a good sample or a bad one.</summary>
public interface ISamplingPolicy
{
    /// <summary>Adds the endpoints named to <paramref name="chosen"/>.</summary>
    /// <param name="candidates">Who may be named.</param>
    /// <param name="want">How many are asked for, caps applied, at least 0.</param>
    /// <param name="random">The tracker's dice.</param>
    /// <param name="chosen">Takes the endpoints.</param>
    void Choose(Candidates candidates, int want, Random random, List<PeerEndpoint> chosen);
}
