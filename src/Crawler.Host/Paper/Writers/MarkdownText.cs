using System.Text;

namespace Crawler.Host.Paper.Writers;

/// <summary>Text that Markdown shows as it is, whoever wrote it.</summary>
internal static class MarkdownText
{
    // What means something within a line; '|' would end a cell.
    private const string Special = "\\`*_{}[]<>#!|~$&@\"^";

    /// <summary>Escapes it: every ASCII punctuation mark that means something takes a backslash (CommonMark 2.4).</summary>
    public static string Escape(string text)
    {
        var (clean, escaped) = (PaperCell.Clean(text), new StringBuilder());
        for (var i = 0; i < clean.Length; i++)
        {
            // An address stays text: nobody is led to a tracker by a click.
            var isLink = clean[i] == ':' && i + 1 < clean.Length && clean[i + 1] == '/';
            if (isLink || Special.Contains(clean[i], StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(clean[i]);
        }

        return escaped.ToString();
    }
}
