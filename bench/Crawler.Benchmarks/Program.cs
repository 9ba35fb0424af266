using BenchmarkDotNet.Running;
using Crawler.Benchmarks.Calibration;
using Crawler.Benchmarks.KnownSwarms;
using Crawler.Benchmarks.Loopback;
using Crawler.Benchmarks.Sightings;
using Crawler.Benchmarks.Wire;

// "calibrate" holds estimates against simulated truth, "known-swarm" sizes swarms of known size at a real tracker, "opentracker"
// crawls one, "wire" compares the clients alone with what sockets can do, "sightings" what remembering peers costs; anything else is
// BenchmarkDotNet's.
switch (args)
{
    case ["calibrate", .. var options]: return Calibrate.Run(options);
    case ["known-swarm", .. var options]: return await KnownSwarm.RunAsync(options);
    case ["opentracker", .. var options]: return await CrawlLoad.RunAsync(options);
    case ["wire", .. var options]: return await WireLoad.RunAsync(options);
    case [KeepAliveServer.Verb, var port, var peers]: return KeepAliveServer.Run(port, peers);
    case ["sightings"]: return SightingCost.Run();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CrawlLoad).Assembly).Run(args);
        return 0;
}
