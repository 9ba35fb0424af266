using static System.FormattableString;

namespace Crawler.Benchmarks.Calibration;

/// <summary>A row of <see cref="UnionTable"/>.</summary>
/// <param name="Policy">How peers were chosen.</param>
/// <param name="Case">What the trackers have.</param>
/// <param name="Reply">k.</param>
/// <param name="Occasions">T, of each tracker.</param>
/// <param name="Scores">What came of it.</param>
internal sealed record UnionRow(PolicyCase Policy, UnionCase Case, int Reply, int Occasions, Scores Scores)
{
    /// <summary>Which row it is, in words.</summary>
    public string Name => Invariant($"{Case.Name}, {Policy.Name}, k = {Reply}, T = {Occasions}");

    public override string ToString() => Invariant(
        $"| {Case.Name} | {Case.Truth} | {Policy.Name} | {Reply} | {Occasions} | {Scores.Runs} | {Text.Signed(Scores.MedianBias)} | {Text.Signed(Scores.MeanBias)} | {Scores.Coverage:.000} | {Text.Percent(Scores.HalfWidth)} | {Text.Percent(Scores.Unbounded)} |");
}
