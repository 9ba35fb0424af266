using System.Globalization;
using Crawler.Datasets.Formats;
using CsvHelper;
using CsvHelper.Configuration;

namespace Crawler.Host.Paper.Writers;

/// <summary>Writes a table as CSV (RFC 4180), and an index that says of each what stands under it in print.</summary>
internal static class CsvPaper
{
    /// <summary>All rows and columns of one table, numbers in full.</summary>
    public static void Write(PaperTable table, TextWriter output)
    {
        using var csv = Open(output);
        Record(csv, table.Sheet.Columns.Select(column => column.Name));
        foreach (var row in table.Sheet.Rows) Record(csv, row.Select(Field));
    }

    /// <summary>A record for each table, the missing ones too.</summary>
    public static void WriteIndex(PaperFrame frame, IReadOnlyList<PaperTable> tables, TextWriter output)
    {
        using var csv = Open(output);
        Record(csv, ["table", "file", "caption", "unit", "n", "n_of", "method", "missing", "campaign", "campaign_id", "seed", "config_hash", "from", "to", "vantage", "measured_by", "tabled_by", "tabled_at"]);
        var campaign = frame.State.Campaign;
        foreach (var table in tables)
        {
            Record(csv, new object?[]
            {
                table.Id, table.IsMissing ? null : $"{table.Id}.csv", table.Caption, table.Unit, table.Sample.N, table.Sample.What, table.Method, table.IsMissing ? table.Missing : null,
                campaign.Name, frame.State.Id, frame.Seed, campaign.ConfigHash, frame.From, frame.To, campaign.Vantage, campaign.Version, frame.Version, frame.MadeAt,
            }.Select(Field));
        }
    }

    /// <summary>A value. A text that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    public static string Field(object? value) => value is string text && CsvText.IsFormula(text) ? $"'{text}" : PaperCell.Full(value);

    private static CsvWriter Open(TextWriter output) => new(output, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }, leaveOpen: true);

    private static void Record(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields) csv.WriteField(field);
        csv.NextRecord();
    }
}
