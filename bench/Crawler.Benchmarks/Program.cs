using BenchmarkDotNet.Running;
using Crawler.Benchmarks.Loopback;

// "opentracker" measures end to end against a real tracker; anything else is BenchmarkDotNet's.
if (args is ["opentracker", .. var options]) return await OpenTrackerLoad.RunAsync(options);
BenchmarkSwitcher.FromAssembly(typeof(OpenTrackerLoad).Assembly).Run(args);
return 0;
