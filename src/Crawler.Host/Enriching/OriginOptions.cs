namespace Crawler.Host.Enriching;

/// <summary>In which files the origin of addresses is looked up.</summary>
/// <param name="Country">File of countries; null for none.</param>
/// <param name="System">File of autonomous systems; null for none.</param>
internal sealed record OriginOptions(string? Country, string? System)
{
    /// <summary>Nothing is looked up.</summary>
    public static OriginOptions None { get; } = new(null, null);
}
