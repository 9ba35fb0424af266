using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Crawler.Host.Formatting;

/// <summary>
/// Sheets as one CSV table (RFC 4180): a header, then a record a row. Where sheets differ in columns the header has all, and a
/// record leaves those of others empty; <c>kind</c> tells them apart.
/// </summary>
internal static class SheetCsv
{
    /// <summary>All rows of all sheets.</summary>
    public static void Write(IReadOnlyList<Sheet> sheets, TextWriter output)
    {
        using var csv = new CsvWriter(output, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }, leaveOpen: true);
        string[] names = [.. sheets.SelectMany(sheet => sheet.Columns).Select(column => column.Name).Distinct()];
        csv.WriteField("kind");
        foreach (var name in names) csv.WriteField(name);
        csv.NextRecord();
        foreach (var sheet in sheets)
        {
            var places = names.Select(name => sheet.Columns.ToList().FindIndex(column => column.Name == name)).ToList();
            foreach (var row in sheet.Rows)
            {
                csv.WriteField(sheet.Kind);
                foreach (var place in places) csv.WriteField(place < 0 ? "" : Field(row[place]));
                csv.NextRecord();
            }
        }
    }

    private static string Field(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
