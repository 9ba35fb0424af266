using System.Globalization;
using System.Text;
using Crawler.Host.Formatting;

namespace Crawler.Host.Paper;

/// <summary>Values of tables, alike whatever the culture.</summary>
internal static class PaperCell
{
    /// <summary>As printed: the column's digits; what is not known or not finite is a dash.</summary>
    public static string Printed(object? value, SheetColumn column) => value switch
    {
        null => "–",
        double number when !double.IsFinite(number) => "–",
        double number => number.ToString(column.Format, CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => PaperFrame.Time(at),
        string { Length: 0 } => "–",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "–",
    };

    /// <summary>In full, for programs: empty where nothing is known.</summary>
    public static string Full(object? value) => value switch
    {
        null => "",
        double number when !double.IsFinite(number) => "",
        bool yes => yes ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Whether a column holds numbers, which stand to the right.</summary>
    public static bool IsNumber(Sheet sheet, int column) =>
        sheet.Rows.FirstOrDefault(row => row[column] is not null)?[column] is double or long or int;

    /// <summary>
    /// A text on one line without what would steer a terminal, a renderer or the direction of reading: others chose it, trackers
    /// and who made the torrent.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isHidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
            if (!isHidden) clean.Append(rune);
            else if (rune.Value is '\n' or '\r' or '\t') clean.Append(' ');
        }

        return clean.ToString().Trim();
    }
}
