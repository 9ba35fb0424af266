using BenchmarkDotNet.Running;
using Crawler.Benchmarks.Calibration;
using Crawler.Benchmarks.Ingest;
using Crawler.Benchmarks.KnownSwarms;
using Crawler.Benchmarks.Loopback;
using Crawler.Benchmarks.Politeness;
using Crawler.Benchmarks.Sightings;

// "calibrate" holds estimates against simulated truth, "known-swarm" sizes swarms of known size at a real tracker, "opentracker"
// measures end to end against one, "ingest" what the store takes in, "politeness" holds a crawl to its limits, "sightings" what remembering peers
// costs; anything else is BenchmarkDotNet's.
switch (args)
{
    case ["calibrate", .. var options]: return Calibrate.Run(options);
    case ["ingest", .. var options]: return await IngestCost.RunAsync(options);
    case ["known-swarm", .. var options]: return await KnownSwarm.RunAsync(options);
    case ["opentracker", .. var options]: return await OpenTrackerLoad.RunAsync(options);
    case ["politeness"]: return await PoliteCrawl.RunAsync();
    case ["sightings"]: return SightingCost.Run();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(OpenTrackerLoad).Assembly).Run(args);
        return 0;
}
