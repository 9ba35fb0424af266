using BenchmarkDotNet.Running;
using Crawler.Benchmarks.Calibration;
using Crawler.Benchmarks.EndToEnd;
using Crawler.Benchmarks.Faults;
using Crawler.Benchmarks.KnownSwarms;
using Crawler.Benchmarks.Loopback;
using Crawler.Benchmarks.Politeness;
using Crawler.Benchmarks.Sightings;
using Crawler.Benchmarks.Stub;

// "calibrate" holds estimates against simulated truth, "known-swarm" sizes swarms of known size at a real tracker, "opentracker"
// measures end to end against one, "politeness" holds a crawl to its limits, "sightings" measures what remembering peers costs;
// "end-to-end" puts a whole crawl under load and "faults" lets things go wrong around it, both at trackers that "stub-tracker" plays;
// anything else is BenchmarkDotNet's.
switch (args)
{
    case ["calibrate", .. var options]: return Calibrate.Run(options);
    case ["known-swarm", .. var options]: return await KnownSwarm.RunAsync(options);
    case ["opentracker", .. var options]: return await OpenTrackerLoad.RunAsync(options);
    case ["end-to-end", .. var options]: return await EndToEndLoad.RunAsync(options);
    case ["faults", .. var options]: return await FaultRun.RunAsync(options);
    case ["stub-tracker", .. var options]: return StubTracker.Run(options);
    case ["politeness"]: return await PoliteCrawl.RunAsync();
    case ["sightings"]: return SightingCost.Run();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(OpenTrackerLoad).Assembly).Run(args);
        return 0;
}
