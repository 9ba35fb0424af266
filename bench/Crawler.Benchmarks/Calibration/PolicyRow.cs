using Crawler.Statistics.Sizes;
using static System.FormattableString;

namespace Crawler.Benchmarks.Calibration;

/// <summary>A row of <see cref="PolicyTable"/>.</summary>
/// <param name="Policy">How peers were chosen.</param>
/// <param name="Size">N.</param>
/// <param name="Reply">k.</param>
/// <param name="Occasions">T; null where the crawl itself stopped.</param>
/// <param name="Scores">What came of it.</param>
internal sealed record PolicyRow(PolicyCase Policy, int Size, int Reply, int? Occasions, Scores Scores)
{
    /// <summary>At least four replies, and at least twenty peers seen again.</summary>
    public bool HasRecaptures => Scores.Announces >= 4 && Scores.Recaptures >= 20;

    /// <summary>So many even if those seen again in one overlap count as what they are worth: <see cref="SizeFlags.FewRecaptures"/> is not set.</summary>
    public bool IsFounded => HasRecaptures && Scores.Share(size => size.Flags.HasFlag(SizeFlags.FewRecaptures)) < 0.5;

    /// <summary>Whether a reply has room for everybody, so that nobody can be kept back.</summary>
    public bool NamesAll => Policy.Kind == PolicyKind.SeedsFirst && Reply >= Size;

    /// <summary>Whether slices are so long that the ends of the halves, which they reach less often, are more than a twentieth.</summary>
    public bool IsMostlyEnds => Policy.Policy is Simulation.Trackers.Policies.TwoSlices && Reply < Size && Reply * 20 > Size;

    /// <summary>Peers listed, with repetitions.</summary>
    public double Listed => Scores.Announces * Math.Min(Reply, Size);

    /// <summary>Which row it is, in words.</summary>
    public string Name => Invariant($"{Policy.Name}, N = {Size}, k = {Reply}, T = {(Occasions is { } fixedly ? Invariant($"{fixedly}") : "±5 %")}");

    public override string ToString() => Invariant(
        $"| {Policy.Name} | {Size} | {Reply} | {(Occasions is { } fixedly ? Invariant($"{fixedly}") : Invariant($"±5 %: {Scores.Announces:0}"))} | {Scores.Runs} | {Text.Signed(Scores.MedianBias)} | {Scores.Coverage:.000} | {Scores.Below}, {Scores.Above} | {Text.Percent(Scores.HalfWidth)} | {Text.Percent(Scores.Unbounded)} | {Text.Percent(Scores.Alarmed)} | {Text.Number(Scores.Vmr)} | {Scores.Recaptures:0} |");
}
