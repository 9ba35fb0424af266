using Crawler.Statistics.Estimators;
using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.OpenPopulations;

/// <summary>
/// An open population (Jolly 1965, Seber 1965, Biometrika 52): peers come and leave between primary occasions. Of the R_i that are
/// let go r_i are seen later; of those marked but missed, z_i. Both kinds are as likely to be seen later, so M̂ = m + Rz/r, and
/// <code>N̂_i = M̂_i n_i / m_i    φ̂_i = M̂_{i+1} / (M̂_i − m_i + R_i)    B̂_i = N̂_{i+1} − φ̂_i (N̂_i − n_i + R_i)</code>
/// The first occasion tells no N, the last neither N nor φ.
/// </summary>
public static class JollySeber
{
    /// <summary>A row for each occasion, in order.</summary>
    public static IReadOnlyList<JollySeberOccasion> Estimate(JollySeberCounts counts)
    {
        var rows = Enumerable.Range(0, counts.Seen.Count).Select(i => Row.Of(counts, i)).ToArray();
        return [.. rows.Select((row, i) => Occasion(counts, row, i, i + 1 < rows.Length ? rows[i + 1] : null))];
    }

    private static JollySeberOccasion Occasion(JollySeberCounts counts, Row row, int i, Row? next)
    {
        var share = counts.SampledShare;
        var survival = Survival(row, next);
        return new JollySeberOccasion
        {
            Occasion = counts.Occasion[i],
            Seen = row.N / share,
            Marked = row.Marked / share,
            // What is scaled by 1/s was itself drawn: N(1−s)/s more variance.
            Size = row.Size is { } size ? new PointEstimate(size / share, (Variance(row, size) + (size * (1 - share))) / (share * share)) : null,
            Survival = survival,
            Arrivals = next?.Size is { } then && row.Size is { } now && survival is { } stay
                ? (then - (stay.Value * (now - row.N + row.R))) / share
                : null,
        };
    }

    /// <summary>Var(N̂|N) = N(N−n) {(M−m+R)/M · (1/r − 1/R) + (1 − m/n)/m} (Seber 1982, §5.1).</summary>
    private static double? Variance(Row row, double size) =>
        row.Marked is { } marked
            ? Math.Max(0, size * (size - row.N) * (((marked - row.M + row.R) / marked * row.Lost) + ((1 - (row.M / row.N)) / row.M)))
            : null;

    /// <summary>
    /// φ̂ and Var(φ̂) = φ² {(M'−m')(M'−m'+R')/M'² · (1/r' − 1/R') + (M−m)/(M−m+R) · (1/r − 1/R) + (1−φ)/M'} (Seber 1982, §5.1), the prime
    /// being the next occasion. On the first occasion nobody was marked before: M̂ = m = 0.
    /// </summary>
    private static PointEstimate? Survival(Row row, Row? next)
    {
        if (next?.Marked is not { } then || row.Marked is not { } marked) return null;
        var released = marked - row.M + row.R;
        if (released <= 0 || then <= 0) return null;
        var value = then / released;
        var later = then - next.M;
        var variance = (later * (later + next.R) / (then * then) * next.Lost)
            + ((marked - row.M) / released * row.Lost)
            + (Math.Max(0, 1 - value) / then);
        return new PointEstimate(value, Math.Max(0, value * value * variance));
    }

    private sealed record Row(double N, double M, double R, double Later, double Missed)
    {
        public static Row Of(JollySeberCounts counts, int i) =>
            new(counts.Seen[i], counts.Marked[i], counts.Released[i], counts.SeenLater[i], counts.Missed[i]);

        /// <summary>M̂; null if nobody of this occasion was seen later.</summary>
        public double? Marked => Later > 0 ? M + (R * Missed / Later) : null;

        /// <summary>N̂; null where M̂ is, or if nobody was seen before.</summary>
        public double? Size => M > 0 ? Marked * N / M : null;

        /// <summary>1/r − 1/R: what is not known because few of those let go were seen later.</summary>
        public double Lost => (1 / Later) - (1 / R);
    }
}
