using System.Globalization;
using Crawler.Statistics.Sizes;

namespace Crawler.Host.Formatting;

/// <summary>
/// Estimates of swarm sizes in words, the same in every report. A size stands with its interval; who shows one shows its
/// method and flags beside it.
/// </summary>
internal static class SizeText
{
    private static readonly (SizeFlags Flag, string Words)[] FlagWords =
    [
        (SizeFlags.Fabricated, "makes up peers"),
        (SizeFlags.FixedSubset, "same subset"),
        (SizeFlags.SeedsFirst, "seeds first"),
        (SizeFlags.ClaimMismatch, "claim differs"),
        (SizeFlags.Unbounded, "no upper bound"),
        (SizeFlags.FewOccasions, "few looks"),
        (SizeFlags.FewRecaptures, "few seen again"),
        (SizeFlags.Overdispersed, "uneven"),
        (SizeFlags.Open, "open"),
        (SizeFlags.Partial, "part of the trackers"),
        (SizeFlags.Sampled, "sampled"),
        (SizeFlags.BogonCorrected, "bogons out"),
    ];

    /// <summary>
    /// <c>4990 [4810–5190]</c>, <c>4990 [≥ 4810]</c> without upper bound, <c>≥ 200</c> where that is all that is known,
    /// <c>40 (all)</c> where everybody was listed; null where nothing was estimated. Ends are rounded outwards.
    /// </summary>
    public static string? Size(SizeEstimate estimate) => estimate switch
    {
        { Method: SizeMethod.None } => null,
        { Method: SizeMethod.Enumerated, Size: { } all } => $"{Round(all)} (all)",
        { Method: SizeMethod.AtLeast } or { Size: null } => $"≥ {Down(estimate.Low)}",
        { Size: { } size, High: { } high } => $"{Round(size)} [{Down(estimate.Low)}–{Up(high)}]",
        { Size: { } size } => $"{Round(size)} [≥ {Down(estimate.Low)}]",
    };

    /// <summary>How it was made, in a word or two; null where nothing was estimated.</summary>
    public static string? Method(SizeMethod method) => method switch
    {
        SizeMethod.None => null,
        SizeMethod.Enumerated => "counted",
        SizeMethod.Darroch => "Darroch",
        SizeMethod.DarrochJackknife => "jackknife",
        SizeMethod.AtLeast => "at least",
        SizeMethod.Union => "union",
        SizeMethod.JollySeber => "Jolly–Seber",
        _ => JsonLine.NameOf(method),
    };

    /// <summary>What speaks against it, the gravest first, as in <c>same subset, few looks</c>; null if nothing does.</summary>
    public static string? Flags(SizeFlags flags) =>
        flags == SizeFlags.None ? null : string.Join(", ", FlagWords.Where(flag => flags.HasFlag(flag.Flag)).Select(flag => flag.Words));

    /// <summary>The flags one by one as JSON names them, <c>few_occasions</c>, in the order of their bits.</summary>
    public static IReadOnlyList<string> Names(SizeFlags flags) =>
        [.. Enum.GetValues<SizeFlags>().Where(flag => flag != SizeFlags.None && flags.HasFlag(flag)).Select(JsonLine.NameOf)];

    // A number just above a whole one, by the arithmetic alone, is that whole one.
    private static string Down(double peers) => Round(Math.Floor(peers + 1e-6));

    private static string Up(double peers) => Round(Math.Ceiling(peers - 1e-6));

    private static string Round(double peers) => Math.Round(peers).ToString("0", CultureInfo.InvariantCulture);
}
