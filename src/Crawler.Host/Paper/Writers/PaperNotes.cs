using System.Globalization;

namespace Crawler.Host.Paper.Writers;

/// <summary>The words under tables, the same in every format.</summary>
internal static class PaperNotes
{
    /// <summary>How far the tables are of the campaign alone.</summary>
    public const string Scope =
        "Calls are those of this campaign. Peers and estimates are not kept by campaign: they are those of its torrents, within its time span. Intervals are 95 %. A dash is not known, never 0.";

    /// <summary>Unit, n and method; how much is shown.</summary>
    public static string Under(PaperTable table)
    {
        var cut = table.Sheet.Rows.Count > table.Sheet.Shown
            ? string.Create(CultureInfo.InvariantCulture, $" {table.Sheet.Shown} of {table.Sheet.Rows.Count} rows; all are in tables/{table.Id}.csv (--format csv).")
            : "";
        var note = table.Sheet.Note is { } said ? $" {char.ToUpperInvariant(said[0])}{said[1..]}." : "";
        return string.Create(CultureInfo.InvariantCulture, $"Unit: {table.Unit}. n = {table.Sample.N} {table.Sample.What}. {table.Method}{note}{cut}");
    }

    /// <summary>Where it comes from.</summary>
    public static string From(PaperFrame frame) => $"From {frame.Provenance}.";
}
