using System.Globalization;

namespace Crawler.Host.Formatting;

/// <summary>Sheets as JSON lines: an object a row, its <c>kind</c> first.</summary>
internal static class SheetJson
{
    /// <summary>All rows.</summary>
    public static void Write(Sheet sheet, TextWriter output)
    {
        foreach (var row in sheet.Rows)
        {
            var line = new Dictionary<string, object?> { ["kind"] = sheet.Kind };
            for (var i = 0; i < row.Length; i++) line[sheet.Columns[i].Name] = Value(row[i]);
            output.WriteLine(JsonLine.Of(line));
        }
    }

    // JSON has no infinity; what is not finite is not known.
    private static object? Value(object? value) => value switch
    {
        double number when !double.IsFinite(number) => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value,
    };
}
