namespace Crawler.Storage.Campaigns;

/// <summary>
/// Who measures, why and how. Name, configuration hash, version and vantage identify it: opening the same again
/// resumes it, a changed configuration is a campaign of its own under the same name.
/// </summary>
public sealed record Campaign
{
    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is to find out.</summary>
    public string? Why { get; init; }

    /// <summary>Whom a tracker operator can write to.</summary>
    public string? Contact { get; init; }

    /// <summary>The manifest, JSON text.</summary>
    public required string Manifest { get; init; }

    /// <summary>Hash of the configuration in force.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Where in the network it measures from.</summary>
    public required string Vantage { get; init; }

    /// <summary>When it starts; kept from the first opening when it is resumed.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
