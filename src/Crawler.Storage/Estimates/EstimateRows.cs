using Crawler.Statistics.Sizes;
using Crawler.Storage.Log;
using Crawler.Storage.Model;

namespace Crawler.Storage.Estimates;

/// <summary>Turns the estimates of a batch into rows of <c>swarm_estimate</c> and back, the same for both stores.</summary>
internal static class EstimateRows
{
    /// <summary>The rows, in the batch's order.</summary>
    public static IEnumerable<EstimateRow> Of(LogBatch batch, BatchIds ids)
    {
        for (var i = 0; i < batch.Estimates.Count; i++) yield return Of(batch, ids, batch.Estimates[i], i);
    }

    /// <summary>The estimate in a row.</summary>
    public static SizeEstimate ToSize(EstimateRow row) => new()
    {
        Method = row.Method,
        Flags = row.Flags,
        Size = row.Size,
        Low = row.Low,
        High = row.High,
        StandardError = row.StandardError,
        Occasions = row.Occasions,
        Announces = row.Announces,
        Sightings = row.Sightings,
        Distinct = row.DistinctPeers,
        SeenOnce = row.SeenOnce,
        SeenTwice = row.SeenTwice,
        Vmr = row.Vmr,
        Rho = row.Rho,
        Coverage = row.Coverage,
        FakeShare = row.FakeShare,
        SampledShare = row.SampledShare,
        Survival = row.Survival,
        Arrivals = row.Arrivals,
    };

    /// <summary>A row for people, trackers named by their ids.</summary>
    public static StoredEstimate ToStored(EstimateRow row, IReadOnlyDictionary<int, string> trackers) => new()
    {
        Tracker = row.TrackerId is { } tracker ? trackers[tracker] : null,
        TrackerId = row.TrackerId,
        Family = row.Family.OrNull(),
        Kind = row.Kind,
        CampaignId = row.CampaignId,
        From = row.FromAt,
        To = row.ToAt,
        Complete = row.Complete,
        Incomplete = row.Incomplete,
        Size = ToSize(row),
    };

    private static EstimateRow Of(LogBatch batch, BatchIds ids, EstimateEntry entry, int ordinal)
    {
        var size = KeptSize.Of(entry.Size);
        return new EstimateRow
        {
            WriterId = ids.WriterId,
            Sequence = batch.Sequence,
            Ordinal = ordinal,
            CampaignId = batch.CampaignId,
            TorrentId = ids.Torrents[entry.InfoHash],
            TrackerId = entry.Tracker is { } tracker ? ids.Trackers[tracker] : null,
            Family = entry.Family,
            Kind = entry.Kind,
            FromAt = entry.From.ToUniversalTime(),
            ToAt = entry.To.ToUniversalTime(),
            Method = size.Method,
            Flags = size.Flags,
            Size = size.Size,
            Low = size.Low,
            High = size.High,
            StandardError = size.StandardError,
            Occasions = size.Occasions,
            Announces = size.Announces,
            Sightings = size.Sightings,
            DistinctPeers = size.Distinct,
            SeenOnce = size.SeenOnce,
            SeenTwice = size.SeenTwice,
            Vmr = size.Vmr,
            Rho = size.Rho,
            Coverage = size.Coverage,
            FakeShare = size.FakeShare,
            SampledShare = size.SampledShare,
            Survival = size.Survival,
            Arrivals = size.Arrivals,
            Complete = entry.Complete,
            Incomplete = entry.Incomplete,
        };
    }
}
