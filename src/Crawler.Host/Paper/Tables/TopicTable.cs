using Crawler.Host.Formatting;
using Crawler.Plots;

namespace Crawler.Host.Paper.Tables;

/// <summary>How a sheet of <c>crawler stats</c> is printed in a paper.</summary>
/// <param name="Id">Of the table.</param>
/// <param name="Caption">Of the table.</param>
/// <param name="Unit">Of its numbers.</param>
/// <param name="What">What its n counts.</param>
/// <param name="Count">Its n.</param>
/// <param name="Missing">Why it may have no rows.</param>
/// <param name="Draw">Its plot; null for none.</param>
internal sealed record TopicTable(string Id, string Caption, string Unit, string What, Func<Sheet, long> Count, string Missing, Func<Sheet, Drawing>? Draw = null)
{
    /// <summary>The table; a sheet the topic left out for want of data is a table without rows.</summary>
    public PaperTable Of(Sheet? sheet, string method) => new(Id, Caption, Unit, method, sheet ?? new Sheet(Id, Caption))
    {
        Sample = new PaperSample(sheet is null ? 0 : Count(sheet), What),
        Missing = Missing,
        Plot = sheet is { Rows.Count: > 0 } && Draw is { } draw ? () => draw(sheet) : null,
    };

    /// <summary>n is the number of rows.</summary>
    public static long Rows(Sheet sheet) => sheet.Rows.Count;

    /// <summary>n is the sum of a column.</summary>
    public static Func<Sheet, long> Sum(string column) => sheet => Values(sheet, column).Sum();

    /// <summary>n is the largest value of a column.</summary>
    public static Func<Sheet, long> Max(string column) => sheet => Values(sheet, column).DefaultIfEmpty().Max();

    /// <summary>n is the largest of several columns' values, as of the days of a week.</summary>
    public static Func<Sheet, long> SumEnding(string ending) => sheet => sheet.Columns.Where(column => column.Name.EndsWith(ending, StringComparison.Ordinal)).Sum(column => Sum(column.Name)(sheet));

    /// <summary>The place of a column.</summary>
    public static int Place(Sheet sheet, string column) => sheet.Columns.ToList().FindIndex(one => one.Name == column);

    private static IEnumerable<long> Values(Sheet sheet, string column)
    {
        var place = Place(sheet, column);
        return sheet.Rows.Select(row => row[place]).Where(value => value is not null).Select(value => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
    }
}
