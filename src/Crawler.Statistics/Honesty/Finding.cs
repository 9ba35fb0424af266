namespace Crawler.Statistics.Honesty;

/// <summary>Kinds of evidence.</summary>
public enum EvidenceKind
{
    /// <summary>Torrents nobody ever made.</summary>
    Canary,

    /// <summary>Equal claims for unrelated torrents.</summary>
    Claims,

    /// <summary>Peers that other trackers named too.</summary>
    Peers,

    /// <summary>Addresses nobody can be at.</summary>
    Bogons,

    /// <summary>Estimates against claims.</summary>
    Ratio,
}

/// <summary>One piece of evidence and what it weighs.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Weight">Added to the log-odds of honesty; null where nothing is known, which counts neither way.</param>
/// <param name="Text">The figures, in a few words.</param>
public sealed record Finding(EvidenceKind Kind, double? Weight, string Text);
