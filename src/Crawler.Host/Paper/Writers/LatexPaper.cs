using System.Globalization;

namespace Crawler.Host.Paper.Writers;

/// <summary>Writes <c>paper.tex</c>: a document of its own, whose tables can be cut out. Wants booktabs, graphicx and textcomp.</summary>
internal static class LatexPaper
{
    /// <summary>All tables with captions and figures, and what is missing and why.</summary>
    public static void Write(PaperFrame frame, IReadOnlyList<PaperTable> tables, TextWriter output)
    {
        output.NewLine = "\n";
        output.WriteLine(
            """
            \documentclass{article}
            \usepackage[T1]{fontenc}
            \usepackage[utf8]{inputenc}
            \usepackage{textcomp}
            \usepackage{booktabs}
            \usepackage{graphicx}
            \usepackage[margin=2cm]{geometry}
            % Without it LaTeX holds 18 tables and figures that wait for their place.
            \extrafloats{200}
            \begin{document}
            """.ReplaceLineEndings("\n"));
        output.WriteLine($"\\section*{{{Text(frame.State.Campaign.Name)}: tables}}");
        output.WriteLine($"Made {PaperFrame.Time(frame.MadeAt)} UTC from {Text(frame.Provenance)}. {Text(PaperNotes.Scope)}");
        foreach (var table in tables.Where(table => !table.IsMissing))
        {
            Table(table, frame, output);
            if (table.Plot is not null) Figure(table, frame, output);
        }

        if (tables.Any(table => table.IsMissing))
        {
            output.WriteLine("\\clearpage");
            output.WriteLine("\\section*{What is missing}");
            output.WriteLine("\\begin{itemize}");
            foreach (var table in tables.Where(table => table.IsMissing)) output.WriteLine($"\\item \\textbf{{{Text(table.Caption)}}}: {Text(table.Missing)}.");
            output.WriteLine("\\end{itemize}");
        }

        output.WriteLine("\\end{document}");
    }

    private static void Table(PaperTable table, PaperFrame frame, TextWriter output)
    {
        var sheet = table.Sheet;
        int[] shown = [.. Enumerable.Range(0, sheet.Columns.Count).Where(column => sheet.Columns[column].Heading is not null)];
        output.WriteLine();
        output.WriteLine("\\begin{table}[htbp]");
        output.WriteLine("\\centering");
        output.WriteLine($"\\caption[{{{Text(table.Caption)}}}]{{{Text(table.Caption)}. {Text(PaperNotes.Under(table))} {Text(PaperNotes.From(frame))}}}");
        output.WriteLine($"\\label{{tab:{table.Id}}}");
        output.WriteLine("\\resizebox{\\ifdim\\width>\\textwidth\\textwidth\\else\\width\\fi}{!}{%");
        output.WriteLine($"\\begin{{tabular}}{{{string.Concat(shown.Select(column => PaperCell.IsNumber(sheet, column) ? 'r' : 'l'))}}}");
        output.WriteLine("\\toprule");
        output.WriteLine(Row(shown.Select(column => sheet.Columns[column].Heading!)));
        output.WriteLine("\\midrule");
        foreach (var row in sheet.Rows.Take(sheet.Shown)) output.WriteLine(Row(shown.Select(column => Cell(row[column], sheet, column))));
        output.WriteLine("\\bottomrule");
        output.WriteLine("\\end{tabular}}");
        output.WriteLine("\\end{table}");
    }

    private static void Figure(PaperTable table, PaperFrame frame, TextWriter output)
    {
        output.WriteLine("\\begin{figure}[htbp]");
        output.WriteLine("\\centering");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\\includegraphics[width=\\textwidth]{{plots/{table.Id}.png}}"));
        output.WriteLine($"\\caption[{{{Text(table.Caption)}}}]{{{Text(table.Caption)}. {Text(PaperNotes.From(frame))}}}");
        output.WriteLine($"\\label{{fig:{table.Id}}}");
        output.WriteLine("\\end{figure}");
    }

    // A name of hundreds of letters would squeeze its table beyond reading; CSV has it whole.
    private static string Cell(object? value, Formatting.Sheet sheet, int column)
    {
        var text = PaperCell.Printed(value, sheet.Columns[column]);
        return value is string && text.Length > sheet.Columns[column].Widest ? text[..(sheet.Columns[column].Widest - 1)] + "…" : text;
    }

    private static string Row(IEnumerable<string> cells) => $"{string.Join(" & ", cells.Select(Text))} \\\\";

    private static string Text(string text) => LatexText.Escape(text);
}
