using System.Globalization;
using System.Xml.Linq;

namespace Crawler.Plots;

/// <summary>
/// Skia places every letter by the widths of this machine's font, which is not the reader's. Texts are given back to the
/// browser: one place each, and whether it is their beginning, their middle or their end.
/// </summary>
internal static class SvgText
{
    private const string Fonts = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";

    /// <summary>Releases one.</summary>
    public static void Release(XElement text)
    {
        var (across, size) = (Numbers(text, "x"), Numbers(text, "font-size").DefaultIfEmpty(12).First());
        text.SetAttributeValue("font-family", Fonts);
        if (across.Length == 0) return;
        if (Numbers(text, "y") is [var first, ..]) text.SetAttributeValue("y", Text(first));
        var letter = across.Length > 1 ? (across[^1] - across[0]) / (across.Length - 1) : 0.6 * size;
        var width = across[^1] - across[0] + letter;
        // Where the origin lies within the text: 0 at its beginning, 1 at its end.
        var (place, anchor) = (width > 0 ? -across[0] / width : 0) switch
        {
            < 0.25 => (0.0, "start"),
            < 0.75 => (0.5, "middle"),
            _ => (1.0, "end"),
        };
        text.SetAttributeValue("x", Text(across[0] + place * width));
        text.SetAttributeValue("text-anchor", anchor);
    }

    private static double[] Numbers(XElement element, string name) =>
    [
        .. ((string?)element.Attribute(name) ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(number => double.Parse(number, CultureInfo.InvariantCulture)),
    ];

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
