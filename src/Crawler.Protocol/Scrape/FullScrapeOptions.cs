namespace Crawler.Protocol.Scrape;

/// <summary>What a full scrape may cost us; the answer of a large tracker has hundreds of megabytes.</summary>
public sealed record FullScrapeOptions
{
    /// <summary>Bytes of the answer, inflated. It is never held, so this bounds time and what is made of it.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>Time in all, from the look-up to the last byte.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Time without a sign of life: until the answer begins, and between any two pieces of it.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);
}
