namespace Crawler.Storage.Campaigns;

/// <summary>What an entry of a campaign's file leaves alone.</summary>
public enum OptOutKind
{
    /// <summary>A swarm.</summary>
    Swarm,

    /// <summary>A host and all names below it.</summary>
    Host,

    /// <summary>Addresses.</summary>
    Network,

    /// <summary>Addresses that we refuse to call ourselves (<c>addresses: refuse:</c>).</summary>
    RefusedNetwork,
}

/// <summary>How long opt-out lists are.</summary>
/// <param name="Swarms">Infohashes.</param>
/// <param name="Hosts">Hosts.</param>
/// <param name="Networks">Networks.</param>
public sealed record OptOutNumbers(long Swarms, long Hosts, long Networks)
{
    /// <summary>The hash of lists too long to be kept, by which they can be told apart; null if their entries are known.</summary>
    public string? Hash { get; init; }

    /// <summary>Whether there is nothing in them.</summary>
    public bool IsEmpty => Swarms + Hosts + Networks == 0;
}

/// <summary>What opt-out lists left out of a campaign's targets when these were read.</summary>
/// <param name="Targets">Swarms; null if not noted.</param>
/// <param name="AnnounceUrls">Announce URLs, over all targets; null if not noted.</param>
public sealed record LeftOutNumbers(long? Targets, long? AnnounceUrls);
