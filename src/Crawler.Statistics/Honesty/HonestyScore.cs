namespace Crawler.Statistics.Honesty;

/// <summary>How a score reads.</summary>
public enum HonestyVerdict
{
    /// <summary>Nothing is known either way.</summary>
    Untested,

    /// <summary>It answered for a torrent that does not exist.</summary>
    Fabricates,

    /// <summary>Below 0.35: more speaks against it than for it.</summary>
    Doubtful,

    /// <summary>0.35–0.65: evidence is thin or divided.</summary>
    Unclear,

    /// <summary>0.65–0.9: what is known speaks for it.</summary>
    Plausible,

    /// <summary>Above 0.9: several kinds of evidence agree.</summary>
    Consistent,
}

/// <summary>How far a tracker can be believed, with the evidence.</summary>
/// <param name="Score">0–1; 0.5 where nothing is known.</param>
/// <param name="Verdict">The score in a word.</param>
/// <param name="Findings">All kinds of evidence, known or not.</param>
public sealed record HonestyScore(double Score, HonestyVerdict Verdict, IReadOnlyList<Finding> Findings)
{
    /// <summary>Kinds of evidence that are known.</summary>
    public int Known => Findings.Count(finding => finding.Weight is not null);
}
