namespace Crawler.Actors.Campaigns;

/// <summary>
/// How fast new torrents are taken up, pure. Calls that wait at a gate cost memory, so above a mark the pace falls with the square
/// of how many wait; it never stops, lest one slow host keep a torrent from the trackers of all others.
/// </summary>
/// <param name="MostPerSecond">New torrents a second while few calls wait.</param>
/// <param name="Ease">Calls waiting from which on it falls.</param>
public sealed record FeedPace(double MostPerSecond, long Ease)
{
    /// <summary>At most 2 000 a second, slower above 10 000 waiting calls: 500 at twice as many, 20 at ten times.</summary>
    public static readonly FeedPace Standard = new(2000, 10_000);

    /// <summary>New torrents a second now.</summary>
    /// <param name="waiting">Calls waiting at all gates.</param>
    public double PerSecond(long waiting) => waiting <= Ease ? MostPerSecond : MostPerSecond * Math.Pow(Ease / (double)waiting, 2);
}
