using Crawler.Statistics.Honesty;

namespace Crawler.Storage.Reports.Stats;

/// <summary>How far trackers can be believed.</summary>
/// <param name="Trackers">Each tracker with its score and evidence, least believable first.</param>
/// <param name="Aliases">Trackers that seem to be one under several names.</param>
public sealed record HonestyReport(IReadOnlyList<TrackerHonesty> Trackers, IReadOnlyList<TrackerAliases> Aliases);

/// <summary>One tracker, over both families.</summary>
/// <param name="Tracker">Redacted.</param>
/// <param name="Evidence">What is known.</param>
/// <param name="Score">What follows from it.</param>
public sealed record TrackerHonesty(string Tracker, TrackerEvidence Evidence, HonestyScore Score);

/// <summary>One tracker under several names.</summary>
/// <param name="Trackers">The names, redacted.</param>
/// <param name="SameAddress">Whether any two were reached at a common address.</param>
/// <param name="SameBooks">Whether any of them listed us under a port that only another was told, for a canary.</param>
/// <param name="Jaccard">Lowest corrected Jaccard among the links; null if none was comparable.</param>
public sealed record TrackerAliases(IReadOnlyList<string> Trackers, bool SameAddress, bool SameBooks, double? Jaccard);
