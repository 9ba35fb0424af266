using System.Text.Json.Nodes;

namespace Crawler.Web.Api.Shapes;

/// <summary>A campaign and where it stands, as <c>campaign status --json</c> prints it.</summary>
public record CampaignShape
{
    /// <summary>Its number.</summary>
    public required int Id { get; init; }

    /// <summary>What people call it; each change of the configuration is a campaign of its own under the same name.</summary>
    public required string Name { get; init; }

    /// <summary>`running`, `paused`, `ended`, or `not_running`, which is what a crash leaves.</summary>
    public required string State { get; init; }

    /// <summary>What it is to find out; null if it does not say.</summary>
    public required string? Why { get; init; }

    /// <summary>Whom a tracker operator can write to; null if it does not say.</summary>
    public required string? Contact { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Where in the network it measures from.</summary>
    public required string Vantage { get; init; }

    /// <summary>Hash of the configuration in force.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>What its random choices follow from, a number as text; null if it drew them.</summary>
    public required string? Seed { get; init; }

    /// <summary>When it started first.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its crawl last gave a sign of life; null if none did.</summary>
    public required DateTimeOffset? SeenAt { get; init; }

    /// <summary>Since when it is to make no call; null unless paused. A wish, which a running crawl carries out within seconds.</summary>
    public required DateTimeOffset? PausedAt { get; init; }

    /// <summary>When it ended; null while it runs or if it was cut off.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>How its crawl stands or stood last, as a crawl prints it while it runs; null if it said nothing.</summary>
    public required JsonNode? Progress { get; init; }
}

/// <summary>A campaign whole.</summary>
public sealed record CampaignDetailShape : CampaignShape
{
    /// <summary>The effective configuration: the manifest it was stored with, secrets left out.</summary>
    public required JsonNode? Configuration { get; init; }
}

/// <summary>Something that happened to a campaign.</summary>
public sealed record CampaignEventShape
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What, in one word: `started`, `resumed`, `paused`, `continued`, `rates`, `opt-outs`, `targets-added`, `ended`.</summary>
    public required string Kind { get; init; }

    /// <summary>The rest, as the kind has it: an object or a sentence; null for none.</summary>
    public required JsonNode? Detail { get; init; }
}
