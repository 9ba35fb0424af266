using System.Globalization;

namespace Crawler.Host.Options;

/// <summary>Numbers of bytes as people write them: <c>500MiB</c>, <c>4G</c>, <c>65536</c>. Units are binary, as printed.</summary>
public static class ByteSizeText
{
    private const string Units = "KMGT";

    /// <summary>A whole number, at least 1, with or without K, M, G or T and with or without <c>iB</c> or <c>B</c> behind it.</summary>
    public static bool TryRead(string text, out long? bytes, out string? problem)
    {
        var rest = text.AsSpan().Trim();
        foreach (var suffix in (string[])["iB", "B"])
        {
            if (!rest.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) continue;
            rest = rest[..^suffix.Length];
            break;
        }

        var shift = rest.IsEmpty ? -1 : Units.IndexOf(char.ToUpperInvariant(rest[^1]), StringComparison.Ordinal);
        if (shift >= 0) rest = rest[..^1];
        var scale = 1L << (10 * (shift + 1));
        bytes = long.TryParse(rest.TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= long.MaxValue / scale
            ? number * scale
            : null;
        problem = bytes is null ? $"'{text}' is not a number of bytes: write for example 500MiB or 4GiB" : null;
        return problem is null;
    }
}
