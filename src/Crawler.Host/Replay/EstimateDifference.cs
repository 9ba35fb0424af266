using System.Globalization;
using Crawler.Statistics.Sizes;

namespace Crawler.Host.Replay;

/// <summary>The first thing in which two estimates differ, in bits: what merely prints the same is not the same.</summary>
/// <param name="What">Its name, as <c>report --json</c> has it.</param>
/// <param name="Stored">As the crawl made it.</param>
/// <param name="Replayed">As it was made again.</param>
internal sealed record EstimateDifference(string What, string Stored, string Replayed)
{
    /// <summary>Null if they are the same.</summary>
    public static EstimateDifference? Between(ReplayedEstimate stored, ReplayedEstimate replayed)
    {
        var ((_, one, _, _), (_, other, _, _)) = (stored, replayed);
        return Numbers(one, stored).Zip(Numbers(other, replayed))
            .Where(pair => pair.First.Bits != pair.Second.Bits)
            .Select(pair => new EstimateDifference(pair.First.What, pair.First.Text, pair.Second.Text))
            .FirstOrDefault();
    }

    private static IEnumerable<(string What, long? Bits, string Text)> Numbers(SizeEstimate size, ReplayedEstimate estimate)
    {
        yield return Whole("method", (long)size.Method, size.Method.ToString());
        yield return Real("size", size.Size);
        yield return Real("low", size.Low);
        yield return Real("high", size.High);
        yield return Whole("flags", (long)size.Flags, size.Flags.ToString());
        yield return Real("standard_error", size.StandardError);
        yield return Whole("occasions", size.Occasions);
        yield return Whole("announces", size.Announces);
        yield return Whole("sightings", size.Sightings);
        yield return Whole("distinct", size.Distinct);
        yield return Whole("seen_once", size.SeenOnce);
        yield return Whole("seen_twice", size.SeenTwice);
        yield return Real("vmr", size.Vmr);
        yield return Real("rho", size.Rho);
        yield return Real("coverage", size.Coverage);
        yield return Real("fake_share", size.FakeShare);
        yield return Real("sampled_share", size.SampledShare);
        yield return Real("survival", size.Survival);
        yield return Real("arrivals", size.Arrivals);
        yield return Whole("complete", estimate.Complete);
        yield return Whole("incomplete", estimate.Incomplete);
    }

    private static (string What, long? Bits, string Text) Whole(string what, long? value, string? text = null) =>
        (what, value, text ?? value?.ToString(CultureInfo.InvariantCulture) ?? "none");

    private static (string What, long? Bits, string Text) Real(string what, double? value) =>
        (what, value is { } number ? BitConverter.DoubleToInt64Bits(number) : null, value?.ToString("R", CultureInfo.InvariantCulture) ?? "none");
}
