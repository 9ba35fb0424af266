using BenchmarkDotNet.Running;
using Crawler.Benchmarks.Calibration;
using Crawler.Benchmarks.Cluster;
using Crawler.Benchmarks.Discovery;
using Crawler.Benchmarks.EndToEnd;
using Crawler.Benchmarks.Face;
using Crawler.Benchmarks.Faults;
using Crawler.Benchmarks.Ingest;
using Crawler.Benchmarks.KnownSwarms;
using Crawler.Benchmarks.Loopback;
using Crawler.Benchmarks.Politeness;
using Crawler.Benchmarks.Pseudonyms;
using Crawler.Benchmarks.Publishing;
using Crawler.Benchmarks.Retention;
using Crawler.Benchmarks.Scale;
using Crawler.Benchmarks.Sightings;
using Crawler.Benchmarks.Stub;
using Crawler.Benchmarks.Wire;

// Each verb is a section of docs/performance.md or docs/calibration.md; anything else is BenchmarkDotNet's.
switch (args)
{
    case ["calibrate", .. var options]: return Calibrate.Run(options);
    case ["ingest", .. var options]: return await IngestCost.RunAsync(options);
    case ["cluster", .. var options]: return await ClusterCase.RunAsync(options);
    case ["cluster-cost", .. var options]: return await ShardedCost.RunAsync(options);
    case ["known-swarm", .. var options]: return await KnownSwarm.RunAsync(options);
    case ["politeness"]: return await PoliteCrawl.RunAsync();
    case ["opentracker", .. var options]: return await CrawlLoad.RunAsync(options);
    case ["wire", .. var options]: return await WireLoad.RunAsync(options);
    case [KeepAliveServer.Verb, var port, var peers]: return KeepAliveServer.Run(port, peers);
    case ["full-scrape", .. var options]: return await FullScrape.RunAsync(options);
    case ["end-to-end", .. var options]: return await EndToEndLoad.RunAsync(options);
    case ["face-load", .. var options]: return await FaceCase.LoadAsync(options);
    case ["face", .. var options]: return await FaceCase.RunAsync(options);
    case ["faults", .. var options]: return await FaultRun.RunAsync(options);
    case ["stub-tracker", .. var options]: return StubTracker.Run(options);
    case ["export", .. var options]: return await ExportCost.RunAsync(options);
    case ["retention", .. var options]: return await SimulatedYear.RunAsync(options);
    case ["pseudonyms"]: return PseudonymCost.Run();
    case ["sightings"]: return SightingCost.Run();
    case ["scale", .. var options]: return await Scale.RunAsync(options);
    case ["scale-load" or "scale-watch", ..]: return await Scale.RunAsync(args);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CrawlLoad).Assembly).Run(args);
        return 0;
}
