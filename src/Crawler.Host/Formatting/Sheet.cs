namespace Crawler.Host.Formatting;

/// <summary>
/// A result of rows and named columns that can be shown as a table, as JSON lines and as CSV, so that the three never differ
/// in what they say.
/// </summary>
/// <param name="kind">What a row is: <c>kind</c> in JSON and CSV.</param>
/// <param name="title">The line above the table.</param>
/// <param name="columns">The columns; those without heading are not in the table.</param>
internal sealed class Sheet(string kind, string title, params IReadOnlyList<SheetColumn> columns)
{
    private readonly List<object?[]> _rows = [];

    /// <summary>What a row is.</summary>
    public string Kind => kind;

    /// <summary>The line above the table.</summary>
    public string Title => title;

    /// <summary>The columns.</summary>
    public IReadOnlyList<SheetColumn> Columns => columns;

    /// <summary>The rows, a value for each column: text, numbers, truth, dates or null.</summary>
    public IReadOnlyList<object?[]> Rows => _rows;

    /// <summary>Rows the table shows; JSON and CSV have all.</summary>
    public int Shown { get; init; } = int.MaxValue;

    /// <summary>What a reader must know to read the numbers; shown below the table.</summary>
    public string? Note { get; init; }

    /// <summary>Adds a row.</summary>
    public void Add(params object?[] values)
    {
        if (values.Length != columns.Count) throw new ArgumentException($"{columns.Count} values expected, not {values.Length}", nameof(values));
        _rows.Add(values);
    }
}

/// <summary>A column of a sheet.</summary>
/// <param name="Name">In JSON and CSV, snake_case.</param>
/// <param name="Heading">In the table; null leaves it out there.</param>
/// <param name="Format">How a number looks in the table.</param>
/// <param name="Widest">Characters of a text in the table; what is longer is cut there.</param>
internal sealed record SheetColumn(string Name, string? Heading, string Format = "0.###", int Widest = 32);
