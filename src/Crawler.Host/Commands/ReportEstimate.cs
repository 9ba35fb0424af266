using Crawler.Host.Formatting;
using Crawler.Storage.Estimates;

namespace Crawler.Host.Commands;

/// <summary>An estimate as JSON has it: with its interval, its method, its flags and all it rests on (docs/json.md).</summary>
internal static class ReportEstimate
{
    public static object Of(StoredEstimate estimate) => new
    {
        Kind = JsonLine.NameOf(estimate.Kind),
        Family = FamilyText.Of(estimate.Family),
        estimate.From,
        estimate.To,
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
        estimate.Size.SeenOnce,
        estimate.Size.SeenTwice,
        estimate.Size.Vmr,
        estimate.Size.Rho,
        estimate.Size.Coverage,
        estimate.Size.FakeShare,
        estimate.Size.SampledShare,
        estimate.Size.Survival,
        estimate.Size.Arrivals,
        estimate.Complete,
        estimate.Incomplete,
        estimate.CampaignId,
    };
}
