using System.Globalization;
using System.Text;

namespace Crawler.Host.Paper.Writers;

/// <summary>Text that LaTeX sets as it is, whoever wrote it.</summary>
internal static class LatexText
{
    /// <summary>Letters and digits in a row after which a line may be broken: a hash of 64 would run over the edge of the page.</summary>
    private const int LongWord = 16;

    /// <summary>
    /// Escapes it. What neither ASCII nor Latin-1 letters nor our own signs hold is told by its number, since a font that lacks it
    /// would stop pdflatex.
    /// </summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        var unbroken = 0;
        foreach (var rune in PaperCell.Clean(text).EnumerateRunes())
        {
            unbroken = Rune.IsLetterOrDigit(rune) ? unbroken + 1 : 0;
            if (unbroken > LongWord)
            {
                escaped.Append("\\allowbreak{}");
                unbroken = 1;
            }

            escaped.Append(rune.Value switch
            {
                '\\' => "\\textbackslash{}",
                '{' or '}' or '$' or '&' or '#' or '%' or '_' => $"\\{(char)rune.Value}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '<' => "\\textless{}",
                '>' => "\\textgreater{}",
                '|' => "\\textbar{}",
                '"' => "\\textquotedbl{}",
                '`' => "\\textasciigrave{}",
                '-' => "{-}",
                '\'' => "\\textquotesingle{}",
                // After a row's end they would be its option and its star.
                '[' or ']' or '*' => $"{{{(char)rune.Value}}}",
                // Long names may break after these.
                '/' => "/\\allowbreak{}",
                'Σ' => "$\\Sigma$",
                'τ' => "$\\tau$",
                'λ' => "$\\lambda$",
                'π' => "$\\pi$",
                'ρ' => "$\\rho$",
                'φ' => "$\\varphi$",
                '−' => "$-$",
                '±' => "$\\pm$",
                '·' => "$\\cdot$",
                '≥' => "$\\geq$",
                '≤' => "$\\leq$",
                '½' => "$\\frac{1}{2}$",
                '₀' => "$_0$",
                '…' => "\\dots{}",
                '–' => "--",
                _ when rune.IsAscii || (rune.Value is >= 0xC0 and <= 0xFF and not (0xD7 or 0xF7)) => rune.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"{{[}}U+{rune.Value:X4}{{]}}"),
            });
        }

        return escaped.ToString();
    }
}
