namespace Crawler.Datasets.Formats;

/// <summary>
/// Text in CSV that a spreadsheet does not run: what begins as a formula does gets an apostrophe before it, as does what begins with
/// one, and nothing at all, which would read as absent. One apostrophe is taken away when it is read, so nothing is lost.
/// </summary>
public static class CsvText
{
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    /// <summary>Whether a spreadsheet would take it for a formula (OWASP, CSV injection).</summary>
    public static bool IsFormula(string text) => text.TrimStart(' ') is [var first, ..] && Dangerous.Contains(first, StringComparison.Ordinal);

    /// <summary>As written.</summary>
    internal static string Guard(string text) => text.Length == 0 || text[0] == '\'' || IsFormula(text) ? "'" + text : text;

    /// <summary>The inverse.</summary>
    internal static string Unguard(string text) => text.StartsWith('\'') ? text[1..] : text;
}
