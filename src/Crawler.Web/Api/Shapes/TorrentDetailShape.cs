using Crawler.Statistics.Sizes;
using Crawler.Storage.Estimates;
using Crawler.Storage.Views;
using Crawler.Web.Redaction;

namespace Crawler.Web.Api.Shapes;

/// <summary>One torrent whole.</summary>
public sealed record TorrentDetailShape
{
    /// <summary>As in the list.</summary>
    public required TorrentShape Torrent { get; init; }

    /// <summary>The whole v2 infohash, 64 hexadecimal digits; null for v1 torrents or where unknown.</summary>
    public required string? V2Hash { get; init; }

    /// <summary>Where it came from; null if unknown.</summary>
    public required string? Source { get; init; }

    /// <summary>When its first call began; null if none did.</summary>
    public required DateTimeOffset? FirstAt { get; init; }

    /// <summary>How it stands at each of its trackers, by tier and place.</summary>
    public required IReadOnlyList<TorrentTrackerShape> Trackers { get; init; }

    /// <summary>The latest estimates: for each tracker and family, then for the union of all.</summary>
    public required IReadOnlyList<EstimateShape> Estimates { get; init; }

    internal static TorrentDetailShape Of(TorrentView view) => new()
    {
        Torrent = TorrentShape.Of(view.Listing),
        V2Hash = view.V2Hash,
        Source = UrlsInText.Redact(view.Source),
        FirstAt = view.FirstAt,
        Trackers = [.. view.Trackers.Select(TorrentTrackerShape.Of)],
        Estimates = [.. view.Estimates.Select(EstimateShape.Of)],
    };
}

/// <summary>An estimate of a swarm's size, with what it rests on.</summary>
public sealed record EstimateShape
{
    /// <summary>The tracker the swarm was seen through, without what may be a passkey; null for the union of all.</summary>
    public required string? Tracker { get; init; }

    /// <summary>Over which family; null if unknown.</summary>
    public required IpFamily? Family { get; init; }

    /// <summary>Over what time it speaks.</summary>
    public required EstimateKind Kind { get; init; }

    /// <summary>The campaign that made it.</summary>
    public required int CampaignId { get; init; }

    /// <summary>When the first announce it rests on began.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When the last announce it rests on began.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How it was made.</summary>
    public required SizeMethod Method { get; init; }

    /// <summary>What speaks against it, a word each.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>Peers; null where it has no finite value: then it is at least `low`.</summary>
    public required double? Size { get; init; }

    /// <summary>Lower end of the 95 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end; null for no upper bound.</summary>
    public required double? High { get; init; }

    /// <summary>Standard error, peers; null where the method gives none.</summary>
    public required double? StandardError { get; init; }

    /// <summary>Occasions it rests on.</summary>
    public required int Occasions { get; init; }

    /// <summary>Announces behind them.</summary>
    public required int Announces { get; init; }

    /// <summary>Peers named, each as often as it was.</summary>
    public required long Sightings { get; init; }

    /// <summary>Distinct peers named.</summary>
    public required long DistinctPeers { get; init; }

    /// <summary>Share of the swarm's sightings that the peers seen account for, 0–1; null if unknown.</summary>
    public required double? Coverage { get; init; }

    /// <summary>Size over the claimed seeders and leechers; null where either is unknown.</summary>
    public required double? Rho { get; init; }

    /// <summary>Seeders as claimed last in that time; null if not, and for the union.</summary>
    public required long? Complete { get; init; }

    /// <summary>Leechers as claimed last in that time; null if not, and for the union.</summary>
    public required long? Incomplete { get; init; }

    internal static EstimateShape Of(StoredEstimate estimate) => new()
    {
        Tracker = estimate.Tracker,
        Family = Words.Of(estimate.Family),
        Kind = estimate.Kind,
        CampaignId = estimate.CampaignId,
        From = estimate.From,
        To = estimate.To,
        Method = estimate.Size.Method,
        Flags = Words.Of(estimate.Size.Flags),
        Size = estimate.Size.Size,
        Low = estimate.Size.Low,
        High = estimate.Size.High,
        StandardError = estimate.Size.StandardError,
        Occasions = estimate.Size.Occasions,
        Announces = estimate.Size.Announces,
        Sightings = estimate.Size.Sightings,
        DistinctPeers = estimate.Size.Distinct,
        Coverage = estimate.Size.Coverage,
        Rho = estimate.Size.Rho,
        Complete = estimate.Complete,
        Incomplete = estimate.Incomplete,
    };
}
