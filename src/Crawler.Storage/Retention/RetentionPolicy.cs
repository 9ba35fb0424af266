namespace Crawler.Storage.Retention;

/// <summary>How long each tier is kept, and how much disk all may take. Nothing is dropped by age where an age is null.</summary>
/// <param name="KeepRaw">How long the log is kept; null for ever.</param>
/// <param name="KeepHours">How long trackers' hours are kept, if the log of their day is gone; null for ever.</param>
/// <param name="KeepDays">How long trackers' days are kept, if their hours are gone; null for ever.</param>
/// <param name="Cap">Bytes the store may take; null for as many as there are.</param>
public sealed record RetentionPolicy(TimeSpan? KeepRaw, TimeSpan? KeepHours, TimeSpan? KeepDays, long? Cap)
{
    /// <summary>Below this a cap has no room for <see cref="Reserve"/>.</summary>
    private const long Small = 16 << 20;

    /// <summary>What a write-ahead log takes whatever the cap.</summary>
    private const long Reserve = 4 << 20;

    /// <summary>The log for ever, hours for 400 days once their log is gone (a year and what one compares it with), days for ever.</summary>
    public static readonly RetentionPolicy Standard = new(null, TimeSpan.FromDays(400), null, null);

    /// <summary>Dropping for a cap begins here, 95 % of it or less, so that what comes until the next look still fits.</summary>
    public static double BeginsAt(long cap) => cap - RoomOf(cap);

    /// <summary>And goes on to here, as much again, so that it is rare.</summary>
    public static double EndsAt(long cap) => cap - (2 * RoomOf(cap));

    private static double RoomOf(long cap) => Math.Max(0.05 * cap, cap >= Small ? Reserve : 0);
}
