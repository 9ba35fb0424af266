using System.Diagnostics;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.Wire;

/// <summary>Announces as a crawler makes them: so many a second, a few at every tick of a clock.</summary>
internal static class Ticks
{
    /// <summary>Announces a second.</summary>
    public const int PerSecond = 10_000;

    /// <summary>At most at one tick: a clock that was held up must not overrun the tracker's receive buffer when it goes on.</summary>
    private const int MaxAtOnce = 100;

    private const int PatienceMs = 2_000;

    /// <summary>Between two ticks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(5);

    /// <summary>Calls <paramref name="send"/> with what is due, tick by tick, until so many are made.</summary>
    public static void Run(int announces, Action<int> send)
    {
        var clock = Stopwatch.StartNew();
        var sent = 0;
        for (var tick = 1; sent < announces; tick++)
        {
            if (tick * Every - clock.Elapsed is var wait && wait > TimeSpan.Zero) Thread.Sleep(wait);
            var due = Math.Min(MaxAtOnce, Math.Min(announces, (int)(clock.Elapsed.TotalSeconds * PerSecond)) - sent);
            if (due > 0) send(due);
            sent += Math.Max(due, 0);
        }
    }

    /// <summary>By the product's client; how many failed.</summary>
    public static Task<int> ByProductAsync(ITrackerClient client, string url, InfoHash swarm, int announces) => Task.Run(() =>
    {
        var tracker = TrackerUrl.Parse(url);
        var request = new AnnounceRequest { InfoHash = swarm, PeerId = PeerId.NewRandom(), NumWant = Announces.NumWant };
        var (open, failures) = (announces, 0);
        using var done = new ManualResetEventSlim();
        Run(announces, due =>
        {
            for (var i = 0; i < due; i++) _ = AnnounceAsync();
        });
        return done.Wait(PatienceMs) ? failures : failures + Volatile.Read(ref open);

        async Task AnnounceAsync()
        {
            if (!(await client.AnnounceAsync(tracker, request)).Succeeded) Interlocked.Increment(ref failures);
            if (Interlocked.Decrement(ref open) == 0) done.Set();
        }
    });
}
