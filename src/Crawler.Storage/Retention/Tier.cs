namespace Crawler.Storage.Retention;

/// <summary>What a store holds of one day, from the finest to the coarsest.</summary>
public enum Tier
{
    /// <summary>The log: one row for each call, with its peers.</summary>
    Raw,

    /// <summary>What each tracker did hour by hour.</summary>
    Hours,

    /// <summary>What each tracker did day by day.</summary>
    Days,

    /// <summary>Estimates of swarms' sizes. Never dropped: thinned to the last of a day in each series.</summary>
    Estimates,
}
