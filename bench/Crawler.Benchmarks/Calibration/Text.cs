using static System.FormattableString;

namespace Crawler.Benchmarks.Calibration;

/// <summary>Figures as the tables print them.</summary>
internal static class Text
{
    /// <summary>A share that may be off either way.</summary>
    public static string Signed(double value) => double.IsFinite(value) ? Invariant($"{100 * value:+0.0;−0.0;0.0} %") : "–";

    /// <summary>A share; a dash for none.</summary>
    public static string Percent(double? value) => value is { } known ? Invariant($"{100 * known:0.0} %") : "–";

    /// <summary>A ratio; a dash for none.</summary>
    public static string Number(double? value) => value is { } known ? Invariant($"{known:0.00}") : "–";
}
