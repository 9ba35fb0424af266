namespace Crawler.Statistics.Sizes;

/// <summary>What is known of a sample beside who was in it: what the tracker claims, what was asked, and what it was caught at.</summary>
public sealed record SampleContext
{
    /// <summary>Nothing is known.</summary>
    public static SampleContext Unknown { get; } = new();

    /// <summary>Seeders as the tracker claims; null if it does not.</summary>
    public long? Complete { get; init; }

    /// <summary>Leechers as the tracker claims; null if it does not.</summary>
    public long? Incomplete { get; init; }

    /// <summary>Peers asked for in an announce; null if left to the tracker.</summary>
    public int? NumWant { get; init; }

    /// <summary>Peers listed over the same occasions as they came, bogons among them.</summary>
    public long Listed { get; init; }

    /// <summary>Of these, at addresses nobody can be at; they are not among the peers of the occasions.</summary>
    public long Bogons { get; init; }

    /// <summary>Whether the last reply listed the whole swarm; see <see cref="EnumerationRule"/>.</summary>
    public bool Enumerated { get; init; }

    /// <summary>Whether a canary, an infohash nobody registered, had peers or seeders on this tracker.</summary>
    public bool Fabricates { get; init; }

    /// <summary>W / E[S]: length of the window over the mean session of a peer; null if sessions are not known.</summary>
    public double? WindowOverSession { get; init; }

    /// <summary>Claimed seeders and leechers together; null unless both are claimed.</summary>
    public long? Claimed => Complete + Incomplete;
}
