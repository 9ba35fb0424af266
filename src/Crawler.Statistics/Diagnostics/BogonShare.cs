using MathNet.Numerics.Distributions;

namespace Crawler.Statistics.Diagnostics;

/// <summary>
/// How many of a tracker's peers are made up, told by the addresses nobody can be at. Addresses drawn at random with octets
/// from 1 to 254 are bogons with probability 0.131; so if a share b of what was listed is bogons, a share b / 0.131 was made up.
/// </summary>
public static class BogonShare
{
    /// <summary>Share of bogons among addresses made of random octets from 1 to 254.</summary>
    public const double OfRandomAddresses = 0.131;

    /// <summary>How seldom chance may pass for fabrication.</summary>
    private const double Significance = 0.01;

    /// <summary>φ̂: made-up share of what was listed, 0–1. Null without a list.</summary>
    /// <param name="listed">Peers listed, bogons among them.</param>
    /// <param name="bogons">Of these, at addresses nobody can be at.</param>
    public static double? Estimate(long listed, long bogons) =>
        listed > 0 ? Math.Min(1, bogons / (double)listed / OfRandomAddresses) : null;

    /// <summary>Standard error of φ̂, bogons being Poisson.</summary>
    public static double StandardError(long listed, long bogons) => Math.Sqrt(bogons) / listed / OfRandomAddresses;

    /// <summary>
    /// Whether there are more bogons than honest mistakes explain, by Poisson's law at 1 %. The honest mistake allowed for is
    /// one real peer that announced an address it cannot be at: a tracker lists it as often as any other, n/N̂ times.
    /// </summary>
    /// <param name="listed">Peers listed, bogons among them.</param>
    /// <param name="bogons">Of these, at addresses nobody can be at.</param>
    /// <param name="size">N̂ as far as it is known, peers; at least 1.</param>
    public static bool IsSignificant(long listed, long bogons, double size) =>
        bogons > 0 && 1 - Poisson.CDF(listed / Math.Max(1, size), bogons - 1) < Significance;

    /// <summary>
    /// Share of made-up peers among those that are left once bogons are taken out: (1 − 0.131)φ / (1 − 0.131φ).
    /// </summary>
    public static double AmongTheRest(double share) =>
        share * (1 - OfRandomAddresses) / (1 - (share * OfRandomAddresses));
}
