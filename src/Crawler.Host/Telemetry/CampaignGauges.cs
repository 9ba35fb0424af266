using System.Diagnostics.Metrics;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Telemetry;

/// <summary>How campaigns stand, one series each, wherever they run.</summary>
/// <param name="meter">Where they are told.</param>
/// <param name="campaigns">Those that run, bounded.</param>
/// <param name="time">The clock.</param>
internal sealed class CampaignGauges(Meter meter, Func<IEnumerable<SeenCampaign>> campaigns, TimeProvider time)
{
    private const int LongestName = 100;

    /// <summary>Makes the instruments.</summary>
    public void Create()
    {
        meter.CreateObservableCounter(
            "crawler.campaign.calls", () => Each(progress => progress.Calls), "{call}", "Calls of a campaign's run that came back.");
        meter.CreateObservableCounter(
            "crawler.campaign.answered", () => Each(progress => progress.Answered), "{call}", "Calls of a campaign's run that were answered usefully.");
        Gauge("torrents", "{torrent}", "Torrents a campaign crawls.", progress => progress.Torrents);
        Gauge("sessions", "{session}", "Sessions, one for each torrent, tracker and address family, that a campaign calls.", progress => progress.Sessions);
        Gauge("measured", "{torrent}", "Torrents measured as well as was asked; only of campaigns with a goal.", progress => progress.Measured);
        Gauge("peers", "{peer}", "Peers of a campaign's run, distinct within each torrent.", progress => progress.Peers);
        Gauge("calls.waiting", "{call}", "Calls that are due and wait for their host's turn.", progress => progress.Due);
        Gauge("calls.in_flight", "{call}", "Calls that are out.", progress => progress.InFlight);
        Gauge("store.pending", "{record}", "Observations in memory on their way to the store.", progress => progress.Unstored);
        Gauge("spool.batches", "{batch}", "Batches on disk that wait for the store.", progress => progress.SpoolBatches);
        Gauge("spool.size", "By", "Bytes on disk that wait for the store.", progress => progress.SpoolBytes);
        Gauge("aggregate.lag", "{batch}", "Batches of the log not merged into the aggregate, as the campaign saw it.", progress => progress.AggregateLagBatches);
        Gauge("paused", "{campaign}", "1 while a campaign is paused, else 0.", progress => progress.Paused ? 1 : 0);
        Gauge("troubled", "{campaign}", "1 while a campaign says that something is wrong, else 0.", progress => progress.Trouble is null ? 0 : 1);
        Gauge("late.p50", "s", "How late the median call left, of the last interval in which one did.", progress => progress.LateP50S);
        Gauge("late.p99", "s", "How late the 99th of a hundred calls left, of the last interval in which one did.", progress => progress.LateP99S);
        meter.CreateObservableGauge(
            "crawler.campaign.silence",
            () => campaigns().Select(seen => new Measurement<double>(Math.Max(0, (time.GetUtcNow() - seen.At).TotalSeconds), Labels(seen))),
            "s",
            "How long ago a campaign gave its last sign of life.");
        meter.CreateObservableGauge(
            "crawler.campaign.info",
            () => campaigns().Where(seen => seen.Provenance is not null).Select(seen => new Measurement<long>(1, [.. Labels(seen), .. Origin(seen.Provenance!)])),
            description: "1, with what a campaign's figures can be made again from: hash of its settings, seed, version and vantage.");
    }

    private void Gauge(string name, string unit, string description, Func<CrawlProgress, double?> of) => meter.CreateObservableGauge(
        $"crawler.campaign.{name}",
        () => campaigns().Where(seen => of(seen.Progress) is not null).Select(seen => new Measurement<double>(of(seen.Progress)!.Value, Labels(seen))),
        unit,
        description);

    private IEnumerable<Measurement<long>> Each(Func<CrawlProgress, long> of) => campaigns().Select(seen => new Measurement<long>(of(seen.Progress), Labels(seen)));

    private static KeyValuePair<string, object?>[] Labels(SeenCampaign seen) =>
    [
        new("campaign", seen.Name.Length > LongestName ? seen.Name[..LongestName] : seen.Name),
        new("campaign.id", seen.Id),
    ];

    private static KeyValuePair<string, object?>[] Origin(Provenance provenance) =>
    [
        new("config.hash", provenance.ConfigHash),
        new("seed", provenance.SeedText ?? ""),
        new("version", provenance.Version),
        new("vantage", provenance.Vantage),
    ];
}
