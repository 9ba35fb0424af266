using System.Globalization;

namespace Crawler.Host.Paper.Writers;

/// <summary>Writes <c>paper.md</c>.</summary>
internal static class MarkdownPaper
{
    /// <summary>All tables with captions, and what is missing and why.</summary>
    public static void Write(PaperFrame frame, IReadOnlyList<PaperTable> tables, TextWriter output)
    {
        output.NewLine = "\n";
        output.WriteLine($"# {Text(frame.State.Campaign.Name)}: tables");
        output.WriteLine();
        output.WriteLine($"Made {PaperFrame.Time(frame.MadeAt)} UTC from {Text(frame.Provenance)}.");
        output.WriteLine();
        output.WriteLine(PaperNotes.Scope);
        var number = 0;
        foreach (var table in tables.Where(table => !table.IsMissing)) Table(++number, table, frame, output);
        if (!tables.Any(table => table.IsMissing)) return;
        output.WriteLine();
        output.WriteLine("## What is missing");
        output.WriteLine();
        foreach (var table in tables.Where(table => table.IsMissing)) output.WriteLine($"- **{Text(table.Caption)}** (`{table.Id}`): {Text(table.Missing)}.");
    }

    private static void Table(int number, PaperTable table, PaperFrame frame, TextWriter output)
    {
        var sheet = table.Sheet;
        int[] shown = [.. Enumerable.Range(0, sheet.Columns.Count).Where(column => sheet.Columns[column].Heading is not null)];
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"## Table {number}. {Text(table.Caption)}"));
        output.WriteLine();
        output.WriteLine($"| {string.Join(" | ", shown.Select(column => Text(sheet.Columns[column].Heading!)))} |");
        output.WriteLine($"|{string.Concat(shown.Select(column => PaperCell.IsNumber(sheet, column) ? "---:|" : "---|"))}");
        foreach (var row in sheet.Rows.Take(sheet.Shown))
            output.WriteLine($"| {string.Join(" | ", shown.Select(column => Text(PaperCell.Printed(row[column], sheet.Columns[column]))))} |");
        output.WriteLine();
        output.WriteLine($"*{Text(PaperNotes.Under(table))}*");
        output.WriteLine();
        output.WriteLine($"*{Text(PaperNotes.From(frame))}*");
        if (table.Plot is null) return;
        output.WriteLine();
        output.WriteLine($"![{Text(table.Caption)}](plots/{table.Id}.svg)");
    }

    private static string Text(string text) => MarkdownText.Escape(text);
}
