namespace Crawler.Host.Plots;

/// <summary>What <c>report --plot</c> can draw.</summary>
internal enum PlotKind
{
    /// <summary>A torrent's size over time, with its interval.</summary>
    Size,

    /// <summary>The distribution of the sizes of all swarms.</summary>
    Distribution,

    /// <summary>What trackers have in common: of one torrent, or over all.</summary>
    Overlap,

    /// <summary>A tracker's days.</summary>
    Uptime,
}
