namespace Crawler.Simulation.Populations;

/// <summary>How long peers stay.</summary>
public interface ISessionLengths
{
    /// <summary>E[S].</summary>
    TimeSpan Mean { get; }

    /// <summary>The session of a peer that arrives.</summary>
    TimeSpan Draw(Random random);

    /// <summary>
    /// What is left of the session of a peer met at some moment of a population in balance. Long sessions are met more
    /// often, so this is a uniform part of a length-biased session, not of a plain one.
    /// </summary>
    TimeSpan DrawResidual(Random random);
}
