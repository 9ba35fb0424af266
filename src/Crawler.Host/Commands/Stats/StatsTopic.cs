using Crawler.Host.Formatting;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary>One topic of <c>crawler stats</c>.</summary>
/// <param name="Name">As typed.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Details">What the numbers rest on and where they end.</param>
/// <param name="ReadAsync">Reads it; its first sheet is the topic in brief.</param>
internal sealed record StatsTopic(
    string Name,
    string Summary,
    string Details,
    Func<ICrawlStatistics, StatsRequest, CancellationToken, Task<IReadOnlyList<Sheet>>> ReadAsync)
{
    /// <summary>What is said where there is nothing.</summary>
    public const string NoData = "nothing to make statistics of: crawler crawl TARGET...";

    /// <summary>What the topic says where it has nothing, in one line.</summary>
    public string Nothing { get; init; } = NoData;

    /// <summary>All topics, in the order of help and overview.</summary>
    public static readonly IReadOnlyList<StatsTopic> All =
    [
        SizesTopic.Topic, PeersTopic.Topic, SeedersTopic.Topic, OverlapTopic.Topic, TrackersTopic.Topic,
        ChurnTopic.Topic, LifecycleTopic.Topic, HoursTopic.Topic, ParticipationTopic.Topic, CompositionTopic.Topic, HonestyTopic.Topic,
        VantagesTopic.Topic, LeftAloneTopic.Topic,
    ];
}
