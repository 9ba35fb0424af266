using System.Globalization;

namespace Crawler.Web.Formatting;

/// <summary>Numbers as pages show them, always the same way. What is absent is a dash, never a zero.</summary>
public static class Figures
{
    /// <summary>Stands where nothing is known.</summary>
    public const string None = "–";

    /// <summary>Narrow, and no line breaks at it.</summary>
    private const string Thin = "\u202f";

    private static readonly NumberFormatInfo Grouped = new() { NumberGroupSeparator = Thin, NumberDecimalSeparator = "." };

    /// <summary>How many: <c>61 480</c>.</summary>
    public static string Count(long? count) => count?.ToString("N0", Grouped) ?? None;

    /// <summary>About how many, to the next whole number.</summary>
    public static string Count(double? count) => count is { } some && double.IsFinite(some) ? Math.Round(some).ToString("N0", Grouped) : None;

    /// <summary>How many, in as little room as there is: <c>61.5 k</c>.</summary>
    public static string Short(long? count) => count switch
    {
        null => None,
        < 10_000 => Count(count),
        < 1_000_000 => Scaled(count.Value / 1e3, "k"),
        < 1_000_000_000 => Scaled(count.Value / 1e6, "M"),
        _ => Scaled(count.Value / 1e9, "G"),
    };

    /// <summary>A share of 0–1 in per cent, rounded down: 99.96 % is not shown as never down.</summary>
    public static string Share(double? share) => share switch
    {
        null => None,
        >= 1 => $"100{Thin}%",
        { } some => $"{(Math.Floor(some * 1000) / 10).ToString("0.0", Grouped)}{Thin}%",
    };

    /// <summary>So many a second.</summary>
    public static string Rate(double? perSecond) => perSecond switch
    {
        null => None,
        0 => $"0{Thin}/s",
        < 0.1 => $"<{Thin}0.1{Thin}/s",
        < 100 => $"{perSecond.Value.ToString("0.0", Grouped)}{Thin}/s",
        _ => $"{Count(perSecond)}{Thin}/s",
    };

    /// <summary>Bytes, in powers of 1024.</summary>
    public static string Bytes(long? bytes)
    {
        if (bytes is not { } some) return None;
        if (some < 1024) return $"{some}{Thin}B";
        string[] units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        var (value, unit) = (some / 1024.0, 0);
        for (; value >= 1024 && unit < units.Length - 1; unit++) value /= 1024;
        return Scaled(value, units[unit]);
    }

    /// <summary>A length of time in its two largest units: <c>3 d 4 h</c>, <c>84 ms</c>.</summary>
    public static string Length(TimeSpan? time) => time switch
    {
        null => None,
        { Ticks: < 0 } => $"−{Length(time.Value.Negate())}",
        { TotalMilliseconds: < 1000 } => $"{time.Value.TotalMilliseconds.ToString(time.Value.TotalMilliseconds is > 0 and < 10 ? "0.0" : "0", Grouped)}{Thin}ms",
        { TotalSeconds: < 10 } => $"{time.Value.TotalSeconds.ToString("0.0", Grouped)}{Thin}s",
        { TotalMinutes: < 1 } => $"{(int)time.Value.TotalSeconds}{Thin}s",
        { TotalHours: < 1 } => Two(time.Value.Minutes, "min", time.Value.Seconds, "s"),
        { TotalDays: < 1 } => Two(time.Value.Hours, "h", time.Value.Minutes, "min"),
        { TotalDays: < 60 } => Two((int)time.Value.TotalDays, "d", time.Value.Hours, "h"),
        _ => $"{Count((long)time.Value.TotalDays)}{Thin}d",
    };

    /// <summary>Seconds as a length of time.</summary>
    public static string Seconds(double? seconds) => seconds is { } some && double.IsFinite(some) && Math.Abs(some) < 1e11 ? Length(TimeSpan.FromSeconds(some)) : None;

    /// <summary>A point in time, to the minute, UTC.</summary>
    public static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? None;

    /// <summary>The same as programs read it.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>How long ago, or in how long.</summary>
    public static string Ago(DateTimeOffset? at, DateTimeOffset now)
    {
        if (at is not { } some) return None;
        var age = now - some;
        return age switch
        {
            { TotalSeconds: > -1 and < 1 } => "just now",
            { Ticks: < 0 } => $"in {Coarse(age.Negate())}",
            _ => $"{Coarse(age)} ago",
        };
    }

    private static string Coarse(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => $"{(int)age.TotalSeconds}{Thin}s",
        { TotalHours: < 1 } => $"{(int)age.TotalMinutes}{Thin}min",
        { TotalDays: < 2 } => $"{(int)age.TotalHours}{Thin}h",
        _ => $"{Count((long)age.TotalDays)}{Thin}days",
    };

    private static string Two(int large, string unit, int small, string smaller) =>
        small == 0 ? $"{large}{Thin}{unit}" : $"{large}{Thin}{unit} {small}{Thin}{smaller}";

    private static string Scaled(double value, string unit) => $"{value.ToString(value < 100 ? "0.0" : "0", Grouped)}{Thin}{unit}";
}
