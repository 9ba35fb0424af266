using Crawler.Actors.Hosts;

namespace Crawler.Actors.Observations;

/// <summary>What <see cref="CrawlInstruments"/> read of one running crawl.</summary>
/// <param name="Meter">Its counters.</param>
/// <param name="Gate">Its gate.</param>
/// <param name="Pipeline">Its way to the log.</param>
internal sealed record RunningInstruments(CrawlMeter Meter, CallGate Gate, ObservationPipeline Pipeline);
