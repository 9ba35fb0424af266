namespace Crawler.Storage.Campaigns;

/// <summary>A campaign as the store knows it: what it is, and where it stands.</summary>
public sealed record CampaignState
{
    /// <summary>A crawl that gave no sign of life for so long does not run: it gives one every two seconds.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>Its number, as <see cref="ICampaignStore.OpenAsync"/> gave it.</summary>
    public required int Id { get; init; }

    /// <summary>Who measures, why and how.</summary>
    public required Campaign Campaign { get; init; }

    /// <summary>When it ended; null while it runs or if it was cut off, which <see cref="SeenAt"/> tells apart.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Since when it is to make no call; null unless paused. A wish: the crawl that polls it carries it out.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>When its crawl last gave a sign of life; null if none did.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>What its crawl said of itself then, JSON text; null if it said nothing.</summary>
    public string? Progress { get; init; }

    /// <summary>How it stands at a time, in one word: <c>running</c>, <c>paused</c>, <c>ended</c> or <c>not_running</c>.</summary>
    public string WordAt(DateTimeOffset now) => this switch
    {
        { EndedAt: not null } => "ended",
        { SeenAt: { } seen } when now - seen <= Silence => PausedAt is null ? "running" : "paused",
        _ => "not_running",
    };
}
