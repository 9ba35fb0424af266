namespace Crawler.Host.Formatting;

/// <summary>
/// Rows in aligned columns without frames, the same on a terminal and in a pipe. Columns of numbers are aligned right;
/// the last column is as long as it likes.
/// </summary>
public sealed class TextTable
{
    private readonly List<string[]> _rows = [];
    private readonly bool[] _right;

    /// <summary>A title that begins with <c>&gt;</c> makes its column align right.</summary>
    public TextTable(params string[] titles)
    {
        _right = [.. titles.Select(title => title.StartsWith('>'))];
        _rows.Add([.. titles.Select(title => title.TrimStart('>'))]);
    }

    /// <summary>One row, a cell for each title; null shows as <c>-</c>.</summary>
    public void Add(params object?[] cells)
    {
        if (cells.Length != _right.Length) throw new ArgumentException($"{_right.Length} cells expected, not {cells.Length}", nameof(cells));
        _rows.Add([.. cells.Select(cell => cell?.ToString() ?? "-")]);
    }

    /// <summary>Titles, then rows.</summary>
    public void WriteTo(TextWriter output)
    {
        var widths = Enumerable.Range(0, _right.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in _rows)
        {
            var cells = row.Select((cell, column) => _right[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }
}
