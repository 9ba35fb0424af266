namespace Crawler.Host.Formatting;

/// <summary>Numbers of bytes for people.</summary>
public static class Sizes
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary><c>512 B</c>, <c>64 KiB</c>, <c>1.4 GiB</c>: binary units, one decimal below 10.</summary>
    public static string Format(long bytes)
    {
        var value = (double)bytes;
        var unit = 0;
        // 1023.95 would print as "1024 KiB".
        while (Math.Round(Math.Abs(value)) >= 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return unit == 0 || Math.Abs(value) >= 9.95 ? $"{value:0} {Units[unit]}" : $"{value:0.#} {Units[unit]}";
    }

    /// <summary>As <see cref="Format"/>, with the exact number where that hides it: <c>1.4 GiB (1503238553 bytes)</c>.</summary>
    public static string FormatExactly(long bytes) => bytes < 1024 ? Format(bytes) : $"{Format(bytes)} ({bytes} bytes)";
}
