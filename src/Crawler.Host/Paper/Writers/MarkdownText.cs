using System.Text;

namespace Crawler.Host.Paper.Writers;

/// <summary>Text that Markdown shows as it is, whoever wrote it.</summary>
internal static class MarkdownText
{
    // ':' keeps an address from becoming a link; '|' would end a cell.
    private const string Special = "\\`*_{}[]()<>#+-.!|~$&:@=\"'^";

    /// <summary>Escapes it: every ASCII punctuation mark that means something takes a backslash (CommonMark 2.4).</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in PaperCell.Clean(text))
        {
            // A dot or a dash within a word is only that; escaped everywhere the source could not be read.
            if (Special.Contains(letter, StringComparison.Ordinal) && !(letter is '.' or '-' or '(' or ')' or '\'' or '=' or '+' && escaped.Length > 0)) escaped.Append('\\');
            escaped.Append(letter);
        }

        return escaped.ToString();
    }
}
