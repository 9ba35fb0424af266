namespace Crawler.Clustering.Campaigns;

/// <summary>
/// How many torrents all crawlers together have measured, pure. What a crawler said counts while it goes on saying it: one that is
/// gone takes its count along, as its torrents are measured again elsewhere.
/// </summary>
public sealed class MeasuredTally
{
    /// <summary>Crawlers speak every two seconds.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, (long Measured, DateTimeOffset At)> _said = [];

    /// <summary>A crawler says how many of the torrents it has are measured.</summary>
    public void Said(string node, long measured, DateTimeOffset now) => _said[node] = (measured, now);

    /// <summary>All together.</summary>
    public long At(DateTimeOffset now) => _said.Values.Where(one => now - one.At < GoodFor).Sum(one => one.Measured);
}
