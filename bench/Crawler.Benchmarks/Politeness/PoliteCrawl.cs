using System.Net;
using Akka.Actor;
using Crawler.Actors;
using Crawler.Actors.Hosts;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.Politeness;

/// <summary>
/// Ten thousand torrents on one host with three trackers: what its trackers log is held to the host's limits, through a
/// change of rate and a pause while it runs; who opted out must appear in no log.
/// </summary>
internal static class PoliteCrawl
{
    private const int Torrents = 10_000;
    private static readonly HostLimits Limits = HostLimits.Standard with { Concurrency = 8, PerSecond = 200, Burst = 20 };
    private static readonly HostLimits Lowered = Limits with { PerSecond = 50 };
    private static readonly TimeSpan AtFirst = TimeSpan.FromSeconds(25), AfterChange = TimeSpan.FromSeconds(15), Paused = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync()
    {
        var (log, left) = (new ArrivalLog(), new DepartureLog());
        await using var one = new SlowUdpTracker(IPAddress.Loopback, "udp 1", log, Pause);
        await using var two = new SlowUdpTracker(IPAddress.Loopback, "udp 2", log, Pause);
        await using var http = FakeHttpTracker.Start(request => AnswerAsync(request, log));
        await using var stranger = new SlowUdpTracker(IPAddress.Any, "opted out", log, Pause);
        var resolver = new LoggedResolver(new Dictionary<string, IPAddress>
        {
            [PoliteTargets.Host] = IPAddress.Loopback,
            [PoliteTargets.OptedOutHost] = IPAddress.Parse("127.0.0.2"),
            [PoliteTargets.InsideHost] = PoliteTargets.Inside,
        });
        string[] polite = [$"udp://{PoliteTargets.Host}:{one.Port}", $"udp://{PoliteTargets.Host}:{two.Port}", $"http://{PoliteTargets.Host}:{http.EndPoint.Port}/announce"];
        var targets = PoliteTargets.Make(Torrents, polite, stranger.Port);
        var optOuts = new OptOutList(PoliteTargets.OptOuts(targets));
        using var client = new TrackerClient(
            new TrackerClientOptions { AddressPolicy = new AddressPolicy(allowPrivate: true), OptOuts = optOuts, HonourDnsPreferences = false }, resolver);
        var settings = new CrawlSettings { Identity = AnnounceIdentity.NewRandom(6881, 50), Rates = new CrawlRates { Host = Limits }, OptOuts = optOuts };

        using var system = ActorSystem.Create("politeness", "akka.loglevel = OFF\nakka.stdout-loglevel = OFF\nakka.log-dead-letters = off");
        var crawl = await Crawl.StartAsync(system, settings, client, Forgetful.Instance, NoSessions.Instance, NoObserver.Instance, left);
        var report = new PoliteReport(log, left) { Started = DateTimeOffset.UtcNow };
        crawl.Feed(targets);
        await Task.Delay(AtFirst);
        crawl.Change(new CrawlRates { Host = Lowered });
        report.Changed = DateTimeOffset.UtcNow;
        await Task.Delay(AfterChange);
        crawl.Pause();
        report.Paused = DateTimeOffset.UtcNow;
        await Task.Delay(Paused);
        report.Resumed = DateTimeOffset.UtcNow;
        crawl.Resume();
        await Task.Delay(Paused);
        report.Ended = DateTimeOffset.UtcNow;
        await crawl.EndAsync();
        await system.Terminate();

        report.Hold(Limits, Lowered);
        report.HoldOptOuts(optOuts.Current, resolver, crawl.Meter.Of(AttemptOutcome.Unsupported), crawl.Meter.Of(AttemptOutcome.Blocked));
        return report.Write(Console.Out);
    }

    /// <summary>35 ms on average: eight at once are 230 a second, so that both limits bind now and then.</summary>
    private static TimeSpan Pause() => TimeSpan.FromMilliseconds(1 + Random.Shared.Next(69));

    private static async Task<FakeResponse> AnswerAsync(HttpTrackerRequest request, ArrivalLog log)
    {
        log.Call("http", request.InfoHashes[0], request.Text("event") == "stopped");
        await Task.Delay(Pause());
        log.Answered();
        return FakeResponse.Ok(new AnnounceBody());
    }

    /// <summary>A log that keeps nothing.</summary>
    private sealed class Forgetful : IObservationLog
    {
        public static readonly Forgetful Instance = new();

        public Task AppendAsync(long sequence, IReadOnlyList<Recorded> batch, CancellationToken cancellation) => Task.CompletedTask;
    }
}
