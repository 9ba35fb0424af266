namespace Crawler.Statistics.Sizes;

/// <summary>What speaks against believing an estimate, or ought to be known with it. Stored by number: never renumber.</summary>
[Flags]
public enum SizeFlags
{
    /// <summary>Nothing to remark.</summary>
    None = 0,

    /// <summary>Fewer than 4 occasions.</summary>
    FewOccasions = 1,

    /// <summary>Fewer than 20 peers were seen again (n − D &lt; 20; where replies overlap unevenly, (n − D) / VMR).</summary>
    FewRecaptures = 2,

    /// <summary>Overlaps of replies vary more than even sampling explains (VMR above 1.35): the jackknife interval is shown.</summary>
    Overdispersed = 4,

    /// <summary>Far from what the tracker claims: by more than a tenth, and beyond what chance does once in a thousand times; a whole list by more than a quarter.</summary>
    ClaimMismatch = 8,

    /// <summary>The tracker names seeders before leechers, so that an estimate sizes the seeders alone.</summary>
    SeedsFirst = 16,

    /// <summary>The tracker names the same subset every time.</summary>
    FixedSubset = 32,

    /// <summary>The tracker makes peers up: a canary had some, or too many addresses nobody can be at.</summary>
    Fabricated = 64,

    /// <summary>Peers came and went while it was measured: the window is long against a session (W / E[S] above 0.1).</summary>
    Open = 128,

    /// <summary>The swarm was too large to keep: made from a share of its peers, chosen by hash.</summary>
    Sampled = 256,

    /// <summary>Corrected for addresses nobody can be at.</summary>
    BogonCorrected = 512,

    /// <summary>A tracker of the union could not be counted in: its share is not known, or it lies.</summary>
    Partial = 1024,

    /// <summary>No upper bound: so little was seen again that the size may be anything.</summary>
    Unbounded = 2048,
}
