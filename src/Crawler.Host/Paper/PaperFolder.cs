using System.Text;
using Crawler.Host.Files;
using Crawler.Host.Paper.Writers;
using Crawler.Host.Plots;
using Crawler.Host.Terminal;

namespace Crawler.Host.Paper;

/// <summary>The folder a paper is written into.</summary>
internal static class PaperFolder
{
    /// <summary>Writes all files; those of an earlier paper under the same names are replaced.</summary>
    /// <returns>How many plots there are.</returns>
    /// <exception cref="UserException">It cannot be written.</exception>
    public static async Task<int> WriteAsync(string folder, PaperFormat format, PaperFrame frame, IReadOnlyList<PaperTable> tables, CancellationToken cancellation)
    {
        if (Has(format, PaperFormat.Md)) await TextAsync(folder, "paper.md", output => MarkdownPaper.Write(frame, tables, output), cancellation);
        if (Has(format, PaperFormat.Tex)) await TextAsync(folder, "paper.tex", output => LatexPaper.Write(frame, tables, output), cancellation);
        if (Has(format, PaperFormat.Csv))
        {
            await TextAsync(folder, "tables/index.csv", output => CsvPaper.WriteIndex(frame, tables, output), cancellation);
            foreach (var table in tables.Where(table => !table.IsMissing))
                await TextAsync(folder, $"tables/{table.Id}.csv", output => CsvPaper.Write(table, output), cancellation);
        }

        var plots = 0;
        foreach (var table in tables.Where(table => table is { IsMissing: false, Plot: not null }))
        {
            using var drawing = table.Plot!();
            drawing.Sources = [frame.Provenance];
            await PlotFile.WriteAsync(Place(folder, $"plots/{table.Id}.svg"), drawing, cancellation);
            // LaTeX takes no SVG.
            await PlotFile.WriteAsync(Place(folder, $"plots/{table.Id}.png"), drawing, cancellation);
            plots++;
        }

        return plots;
    }

    private static bool Has(PaperFormat asked, PaperFormat one) => asked == one || asked == PaperFormat.All;

    private static Task TextAsync(string folder, string name, Action<TextWriter> write, CancellationToken cancellation)
    {
        using var text = new StringWriter();
        write(text);
        return PlotFile.WriteAsync(Place(folder, name), Encoding.UTF8.GetBytes(text.ToString()), cancellation);
    }

    private static string Place(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            throw new UserException($"--paper: {folder}: {problem}");
        }

        return path;
    }
}
