namespace Crawler.Statistics.Survival;

/// <summary>One step of a survival curve: where something ended.</summary>
/// <param name="Seconds">The duration.</param>
/// <param name="AtRisk">How many were known to last at least so long.</param>
/// <param name="Ended">How many ended at it.</param>
/// <param name="Survival">S(t): share that lasts longer, 0–1.</param>
/// <param name="StandardError">Greenwood's standard error of S(t); null once S is 0.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
public readonly record struct SurvivalPoint(
    long Seconds, long AtRisk, long Ended, double Survival, double? StandardError, double Low, double High);
