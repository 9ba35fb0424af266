using System.Globalization;

namespace Crawler.Host.Formatting;

/// <summary>Reads numbers of bytes as people write them.</summary>
public static class SizeReader
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary><c>512MiB</c>, <c>2 GiB</c>, <c>1.5G</c>, <c>4096</c>: binary units, with or without <c>iB</c>.</summary>
    public static bool TryParse(string text, out long bytes, out string? problem)
    {
        bytes = 0;
        var trimmed = text.Trim();
        var number = trimmed.TrimEnd([.. "BKMGTibkmgt "]);
        var unit = trimmed[number.Length..].Trim();
        var power = unit.Length == 0 ? 0 : PowerOf(unit);
        var isRead = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && power >= 0;
        var whole = isRead ? value * Math.Pow(1024, power) : -1;
        problem = whole is >= 1 and < long.MaxValue ? null : $"'{text}' is not a size (examples: 512MiB, 2GiB)";
        if (problem is null) bytes = (long)whole;
        return problem is null;
    }

    /// <summary>As <see cref="TryParse"/>, for an option that may be absent.</summary>
    public static bool TryRead(string text, out long? bytes, out string? problem)
    {
        bytes = TryParse(text, out var read, out problem) ? read : null;
        return bytes is not null;
    }

    private static int PowerOf(string unit) => Array.FindIndex(
        Units, known => unit.Equals(known, StringComparison.OrdinalIgnoreCase) || unit.Equals(known[..1], StringComparison.OrdinalIgnoreCase));
}
