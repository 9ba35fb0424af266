using Crawler.Host.Formatting;
using Crawler.Plots;

namespace Crawler.Host.Paper;

/// <summary>A table as a paper prints it: with what it counts, how, and of how many.</summary>
/// <param name="Id">Its file name and label: snake_case, unique in a paper.</param>
/// <param name="Caption">What it shows, one sentence without its full stop.</param>
/// <param name="Unit">What its numbers are in.</param>
/// <param name="Method">How it was come by and where that ends.</param>
/// <param name="Sheet">Columns and rows; without rows the table is missing.</param>
internal sealed record PaperTable(string Id, string Caption, string Unit, string Method, Sheet Sheet)
{
    /// <summary>n: how many of what the table rests on.</summary>
    public PaperSample Sample { get; init; }

    /// <summary>Why there are no rows, and what would give some.</summary>
    public string Missing { get; init; } = "nothing of the kind was measured in this campaign";

    /// <summary>Draws it; null for a table without a plot.</summary>
    public Func<Drawing>? Plot { get; init; }

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsMissing => Sheet.Rows.Count == 0;
}

/// <summary>A sample size.</summary>
/// <param name="N">How many.</param>
/// <param name="What">Of what.</param>
internal readonly record struct PaperSample(long N, string What);
