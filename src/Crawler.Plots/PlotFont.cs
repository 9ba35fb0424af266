using SkiaSharp;

namespace Crawler.Plots;

/// <summary>The font that texts are measured with: the first there is of some that look alike.</summary>
internal static class PlotFont
{
    private static readonly string[] Wanted = ["Inter", "Noto Sans", "Liberation Sans", "Arial", "Helvetica", "DejaVu Sans"];

    /// <summary>Its name; that of the machine's default where none of them is installed.</summary>
    public static string Name { get; } = Wanted.Intersect(SKFontManager.Default.FontFamilies, StringComparer.OrdinalIgnoreCase).FirstOrDefault()
        ?? SKTypeface.Default.FamilyName;
}
