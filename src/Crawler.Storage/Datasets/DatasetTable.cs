namespace Crawler.Storage.Datasets;

/// <summary>What of a store can be published.</summary>
public enum DatasetTable
{
    /// <summary>The log: one attempt a row, failed ones too; without the peers.</summary>
    Announces,

    /// <summary>The aggregate: a peer as one tracker named it for one swarm.</summary>
    Sightings,

    /// <summary>How large swarms were.</summary>
    Estimates,

    /// <summary>How trackers did, hour by hour.</summary>
    TrackerHours,
}
