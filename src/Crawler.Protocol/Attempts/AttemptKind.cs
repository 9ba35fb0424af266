namespace Crawler.Protocol.Attempts;

/// <summary>What was asked of the tracker. Stored by number: never renumber.</summary>
public enum AttemptKind : byte
{
    /// <summary>An announce.</summary>
    Announce = 0,

    /// <summary>A scrape.</summary>
    Scrape = 1,
}
