using System.Globalization;

namespace Crawler.Host.Formatting;

/// <summary>Sheets for people.</summary>
internal static class SheetText
{
    /// <summary>Title, table, note.</summary>
    public static void Write(Sheet sheet, TextWriter output)
    {
        output.WriteLine(sheet.Title);
        var shown = Enumerable.Range(0, sheet.Columns.Count).Where(column => sheet.Columns[column].Heading is not null).ToList();
        if (sheet.Rows.Count > 0)
        {
            var table = new TextTable([.. shown.Select(column => IsNumber(sheet, column) ? ">" + sheet.Columns[column].Heading : sheet.Columns[column].Heading!)]);
            foreach (var row in sheet.Rows.Take(sheet.Shown)) table.Add([.. shown.Select(column => Cell(row[column], sheet.Columns[column]))]);
            table.WriteTo(output);
        }

        if (sheet.Rows.Count > sheet.Shown) output.WriteLine($"and {sheet.Rows.Count - sheet.Shown} more: --top, --json or --csv");
        if (sheet.Note is { } note) output.WriteLine(note);
        output.WriteLine();
    }

    /// <summary>A value in a table; null stays null.</summary>
    private static string? Cell(object? value, SheetColumn column) => value switch
    {
        null => null,
        double number => number.ToString(column.Format, CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        string text when text.Length > column.Widest => text[..(column.Widest - 1)] + "…",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static bool IsNumber(Sheet sheet, int column) =>
        sheet.Rows.FirstOrDefault(row => row[column] is not null)?[column] is null or double or long or int;
}
