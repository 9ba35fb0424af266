using Crawler.Host.Formatting;
using Crawler.Protocol;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Replay;

/// <summary>A replay as JSON has it (docs/json.md).</summary>
internal static class ReplayResult
{
    /// <summary>The comparison.</summary>
    public static object Of(CampaignState state, ReplayTally tally) => new
    {
        Campaign = Provenance.Of(state),
        tally.IsReproduced,
        tally.Torrents,
        tally.Looks,
        tally.Windows,
        tally.Replayed,
        tally.Identical,
        tally.Different,
        tally.Sampled,
        tally.NotStored,
        tally.NotReplayed,
        First = tally.First is not { } first ? null : new
        {
            InfoHash = first.Torrent.ToString(),
            first.Estimate.TrackerId,
            Family = FamilyText.Of(first.Estimate.Family),
            Kind = JsonLine.NameOf(first.Estimate.Kind),
            first.Estimate.From,
            first.Estimate.To,
            first.Difference.What,
            first.Difference.Stored,
            first.Difference.Replayed,
        },
    };

    /// <summary>One estimate that was made again.</summary>
    public static object Of(InfoHash torrent, ReplayedEstimate estimate) => new
    {
        InfoHash = torrent.ToString(),
        estimate.Key.TrackerId,
        Family = FamilyText.Of(estimate.Key.Family),
        Kind = JsonLine.NameOf(estimate.Key.Kind),
        estimate.Key.From,
        estimate.Key.To,
        Method = JsonLine.NameOf(estimate.Size.Method),
        Flags = SizeText.Names(estimate.Size.Flags),
        estimate.Size.Size,
        estimate.Size.Low,
        estimate.Size.High,
        estimate.Size.StandardError,
        estimate.Size.Occasions,
        estimate.Size.Announces,
        estimate.Size.Sightings,
        DistinctPeers = estimate.Size.Distinct,
        estimate.Size.Coverage,
        estimate.Size.SampledShare,
        estimate.Size.Survival,
        estimate.Size.Arrivals,
        estimate.Complete,
        estimate.Incomplete,
    };
}
