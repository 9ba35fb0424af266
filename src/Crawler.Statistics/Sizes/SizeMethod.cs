namespace Crawler.Statistics.Sizes;

/// <summary>How an estimate of a swarm's size was made. Stored by number: never renumber.</summary>
public enum SizeMethod : byte
{
    /// <summary>Nothing was seen that an estimate could be made of.</summary>
    None = 0,

    /// <summary>One reply listed the whole swarm: the size is what was counted, without an interval to speak of.</summary>
    Enumerated = 1,

    /// <summary>Darroch's M_t with its textbook log-normal interval: the tracker samples evenly.</summary>
    Darroch = 2,

    /// <summary>Darroch's M_t with a delete-one-announce jackknife interval: the overlaps of replies vary more than even sampling explains.</summary>
    DarrochJackknife = 3,

    /// <summary>No peer was seen twice: the swarm has at least as many as were seen, and nothing more can be said.</summary>
    AtLeast = 4,

    /// <summary>Several trackers together, by inclusion–exclusion of detections.</summary>
    Union = 5,

    /// <summary>Jolly–Seber over bursts: an open population.</summary>
    JollySeber = 6,
}
