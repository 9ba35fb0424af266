namespace Crawler.Storage.Log;

/// <summary>The days of the log, UTC: the unit in which it is dropped.</summary>
internal static class LogDay
{
    /// <summary>The day a time falls on.</summary>
    public static DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    /// <summary>Its first moment.</summary>
    public static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>The days of a batch, distinct: nearly always one.</summary>
    public static IReadOnlyList<DateOnly> Of(IReadOnlyList<LogEntry> entries)
    {
        var days = new List<DateOnly>(1);
        foreach (var entry in entries)
        {
            var day = Of(entry.Attempt.At);
            if (!days.Contains(day)) days.Add(day);
        }

        return days;
    }
}
