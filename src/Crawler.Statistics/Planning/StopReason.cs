namespace Crawler.Statistics.Planning;

/// <summary>Why a swarm is announced to no more, for now.</summary>
public enum StopReason
{
    /// <summary>It is: go on.</summary>
    GoOn = 0,

    /// <summary>A reply listed the whole swarm.</summary>
    Enumerated,

    /// <summary>The interval is as narrow as was asked.</summary>
    Precise,

    /// <summary>As large a share of the swarm was seen as was asked.</summary>
    Covered,

    /// <summary>The next announce would hardly name anybody new.</summary>
    NoGain,

    /// <summary>As many announces were made as were allowed.</summary>
    BudgetSpent,

    /// <summary>Peers come and go: a longer window would measure another swarm.</summary>
    WindowTooLong,
}
