namespace Crawler.Storage.Retention;

/// <summary>How long each tier is kept, and how much disk all may take. Nothing is dropped by age where an age is null.</summary>
/// <param name="KeepRaw">How long the log is kept; null for ever.</param>
/// <param name="KeepHours">How long trackers' hours are kept, if the log of their day is gone; null for ever.</param>
/// <param name="KeepDays">How long trackers' days are kept, if their hours are gone; null for ever.</param>
/// <param name="Cap">Bytes the store may take; null for as many as there are.</param>
public sealed record RetentionPolicy(TimeSpan? KeepRaw, TimeSpan? KeepHours, TimeSpan? KeepDays, long? Cap)
{
    /// <summary>Dropping for the cap begins at this share of it, so that what comes until the next look still fits.</summary>
    public const double Begins = 0.95;

    /// <summary>And goes on to this share, so that it is rare.</summary>
    public const double Ends = 0.90;

    /// <summary>The log for ever, hours for 400 days once their log is gone (a year and what one compares it with), days for ever.</summary>
    public static readonly RetentionPolicy Standard = new(null, TimeSpan.FromDays(400), null, null);
}
