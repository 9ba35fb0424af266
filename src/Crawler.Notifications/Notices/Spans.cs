namespace Crawler.Notifications.Notices;

/// <summary>Stretches of time as sentences have them.</summary>
internal static class Spans
{
    /// <summary><c>3 days</c>, <c>5 hours</c>, <c>40 minutes</c>; at least a minute.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => $"{(int)time.TotalDays} days",
        { TotalHours: >= 2 } => $"{(int)time.TotalHours} hours",
        { TotalMinutes: >= 2 } => $"{(int)time.TotalMinutes} minutes",
        _ => "a minute",
    };
}
