using System.Globalization;
using System.Text;

namespace Crawler.Plots;

/// <summary>Texts of strangers, fit for a drawing: on one line, printable, not too long.</summary>
internal static class PlotText
{
    /// <summary>Cuts and cleans.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="most">Characters at most.</param>
    public static string Clean(string? text, int most)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                clean.Append('\u00b7');
            }
            else
            {
                clean.Append(rune);
            }

            if (clean.Length > most) return $"{clean.ToString(0, char.IsHighSurrogate(clean[most - 2]) ? most - 2 : most - 1)}…";
        }

        return clean.ToString();
    }
}
