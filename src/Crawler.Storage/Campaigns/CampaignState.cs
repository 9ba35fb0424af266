namespace Crawler.Storage.Campaigns;

/// <summary>A campaign as the store knows it: what it is, and where it stands.</summary>
public sealed record CampaignState
{
    /// <summary>Its number, as <see cref="ICrawlStore.OpenCampaignAsync"/> gave it.</summary>
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
}
