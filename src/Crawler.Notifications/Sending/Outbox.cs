using Crawler.Notifications.Notices;

namespace Crawler.Notifications.Sending;

/// <summary>What waits for one destination, and how it went there lately. Immutable; kept over restarts.</summary>
public sealed record Outbox
{
    /// <summary>Nothing waits.</summary>
    public static readonly Outbox Empty = new();

    /// <summary>Notices that are kept; of more the oldest are only counted.</summary>
    public const int Most = 50;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Notices that wait, the oldest first.</summary>
    public IReadOnlyList<Notice> Waiting { get; init; } = [];

    /// <summary>How many of them could not go when it was their turn because of the limit.</summary>
    public int HeldBack { get; init; }

    /// <summary>How many more there were.</summary>
    public int LeftOut { get; init; }

    /// <summary>What may still go.</summary>
    public TokenBucket Bucket { get; init; }

    /// <summary>Messages in a row that did not get through.</summary>
    public int Failures { get; init; }

    /// <summary>When the next is tried; null: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>More to tell.</summary>
    public Outbox Put(IReadOnlyList<Notice> notices)
    {
        var all = Waiting.Concat(notices).ToList();
        var tooMany = Math.Max(0, all.Count - Most);
        return this with { Waiting = [.. all.Skip(tooMany)], LeftOut = LeftOut + tooMany, HeldBack = Math.Max(0, HeldBack - tooMany) };
    }

    /// <summary>Everything that waits as one message, if the limit and the pause after a failure let it go.</summary>
    /// <returns>The outbox after, with everything still in it until it is <see cref="Delivered"/>, and the message; null for none.</returns>
    public (Outbox Next, Message? Message) Take(DateTimeOffset now, string source, int perHour)
    {
        if (Waiting.Count == 0) return (this, null);
        if (NotBefore > now) return (this, null);
        // A message that did not get through was none: the next try costs nothing.
        if (Failures > 0) return (this, Of(now, source));
        if (Bucket.Take(now, perHour) is not { } bucket) return (this with { HeldBack = Waiting.Count }, null);
        return (this with { Bucket = bucket }, Of(now, source));
    }

    /// <summary>The message arrived, or nobody wants it.</summary>
    public Outbox Delivered() => this with { Waiting = [], HeldBack = 0, LeftOut = 0, Failures = 0, NotBefore = null };

    /// <summary>The message did not get through: again after a pause that doubles.</summary>
    public Outbox Failed(DateTimeOffset now)
    {
        var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(Failures, 10)));
        return this with { Failures = Failures + 1, NotBefore = now + pause };
    }

    private Message Of(DateTimeOffset now, string source) => new(now, source, Waiting, HeldBack, LeftOut);
}
