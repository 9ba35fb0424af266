namespace Crawler.Statistics.Survival;

/// <summary>
/// The product-limit estimate of a survival curve under right-censoring (Kaplan and Meier 1958):
/// S(t) = Π_{t_i ≤ t} (1 − d_i / n_i), with Greenwood's variance (1926) Var S = S² Σ d_i / [n_i (n_i − d_i)]. Of an end
/// and a censoring at the same duration the end comes first, as is usual.
/// <para>
/// The interval is made on the scale log(−log S) (Kalbfleisch and Prentice), so that it stays within 0 and 1 and is
/// not absurd near the ends, which S ± 1.96 se is.
/// </para>
/// </summary>
public static class KaplanMeier
{
    private const double Z = 1.959963984540054;

    /// <summary>The curve; without steps if nothing ended.</summary>
    public static SurvivalCurve Estimate(SurvivalTally tally)
    {
        var points = new List<SurvivalPoint>();
        var (atRisk, survival, greenwood) = (tally.Count, 1.0, 0.0);
        foreach (var (seconds, ended, censored) in tally.Ascending())
        {
            if (ended > 0)
            {
                survival *= 1 - (double)ended / atRisk;
                greenwood += ended == atRisk ? double.PositiveInfinity : (double)ended / ((double)atRisk * (atRisk - ended));
                points.Add(Point(seconds, atRisk, ended, ended == atRisk ? 0 : survival, greenwood));
            }

            atRisk -= ended + censored;
        }

        return new SurvivalCurve(points, tally.Ended, tally.Censored);
    }

    private static SurvivalPoint Point(long seconds, long atRisk, long ended, double survival, double greenwood)
    {
        if (survival == 0) return new SurvivalPoint(seconds, atRisk, ended, 0, null, 0, 0);
        // Standard error of log(−log S) by the delta method.
        var spread = Z * Math.Sqrt(greenwood) / Math.Abs(Math.Log(survival));
        return new SurvivalPoint(
            seconds,
            atRisk,
            ended,
            survival,
            survival * Math.Sqrt(greenwood),
            Math.Pow(survival, Math.Exp(spread)),
            Math.Pow(survival, Math.Exp(-spread)));
    }
}
