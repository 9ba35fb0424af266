using System.Globalization;
using Crawler.Storage.Datasets;

namespace Crawler.Datasets.Formats;

/// <summary>Values as text, the same in CSV and JSON: nothing is lost, and a time reads as one.</summary>
internal static class FieldText
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>A time of microseconds since 1970, ISO 8601.</summary>
    public static string Time(long microseconds) =>
        DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond).ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>The shortest that reads back as the same number.</summary>
    public static string Real(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The inverse of both, and of numbers and flags.</summary>
    /// <exception cref="FormatException">It is none of the type.</exception>
    public static object Parse(DatasetType type, string text) => type switch
    {
        DatasetType.Whole => long.Parse(text, CultureInfo.InvariantCulture),
        DatasetType.Real => double.Parse(text, CultureInfo.InvariantCulture),
        DatasetType.Flag => text switch { "true" => true, "false" => false, _ => throw new FormatException($"'{text}' is neither true nor false") },
        DatasetType.Time => (DateTime.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal) - DateTime.UnixEpoch).Ticks
            / TimeSpan.TicksPerMicrosecond,
        _ => text,
    };
}
