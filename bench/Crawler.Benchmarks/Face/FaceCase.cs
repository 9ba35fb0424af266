using System.Diagnostics;
using Crawler.Lab.Postgres;
using Crawler.Storage;
using static System.FormattableString;

namespace Crawler.Benchmarks.Face;

/// <summary>What people and programs wait who look at a month of a large crawl: every page, resource and chart of <c>crawler serve</c>.</summary>
internal static class FaceCase
{
    /// <summary>What the 95th of a hundred may take, milliseconds.</summary>
    private const double Bound = 200;

    /// <summary>Fills a database; to be looked at later.</summary>
    public static async Task<int> LoadAsync(IReadOnlyList<string> arguments)
    {
        if (FaceOptions.Parse(arguments) is not { Store: { } store } options) return await RefuseAsync();
        await new WorldFill(store, WorldThatEnds(DateTimeOffset.UtcNow, options.Scale)).RunAsync();
        return 0;
    }

    /// <summary>Measures; 1 if something took too long.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (FaceOptions.Parse(arguments) is not { } options) return await RefuseAsync();
        await using var own = options.Store is null ? await PrivatePostgres.StartAsync() : null;
        var store = options.Store ?? own!.ConnectionString;
        if (own is not null) await new WorldFill(store, WorldThatEnds(DateTimeOffset.UtcNow, options.Scale)).RunAsync();
        var world = await FindAsync(store, options.Scale);
        if (options.Explain) await SlowPlans.BeginAsync(store);
        await using var served = await ServedFace.StartAsync(store);
        using var client = new HttpClient { BaseAddress = served.Address, Timeout = TimeSpan.FromMinutes(2) };
        await LookedAsync(client);
        var judged = await Quiet.WaitAsync(store);
        Console.WriteLine(Invariant($"{world.Torrents:N0} torrents, {world.Trackers:N0} trackers; all trackers judged after {judged.TotalSeconds:0} s"));
        var misses = await TableAsync(client, FaceEndpoints.Of(world).Where(endpoint => options.Only is null || endpoint.Name.Contains(options.Only, StringComparison.Ordinal)), options.Requests);
        Console.WriteLine(Invariant($"memory of the process: {served.Resident / 1048576.0:N0} MB"));
        if (options.Explain) await SlowPlans.EndAsync(store);
        return misses == 0 ? 0 : 1;
    }

    private static async Task<int> TableAsync(HttpClient client, IEnumerable<FaceEndpoint> endpoints, int requests)
    {
        Console.WriteLine("| endpoint | kB | p50, ms | p95 | p99 | 4 at a time: p50 | p95 | p99 |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        var (latency, misses) = (new FaceLatency(client, requests), 0);
        foreach (var endpoint in endpoints)
        {
            try
            {
                var (one, four) = (await latency.MeasureAsync(endpoint, 1), await latency.MeasureAsync(endpoint, 4));
                Console.WriteLine(Invariant($"| `{endpoint.Name}` | {one.Bytes / 1024.0:N1} | {one.P50:N1} | {one.P95:N1} | {one.P99:N1} | {four.P50:N1} | {four.P95:N1} | {four.P99:N1} |"));
                if (one.P95 <= Bound) continue;
                misses++;
                await Console.Error.WriteLineAsync(Invariant($"too slow: {endpoint.Name}, p95 {one.P95:N0} ms; slowest {one.Slowest}"));
            }
            catch (Exception refused) when (refused is InvalidOperationException or HttpRequestException or TaskCanceledException)
            {
                misses++;
                Console.WriteLine($"| `{endpoint.Name}` | {refused.Message} |");
            }
        }

        return misses;
    }

    private static FaceWorld WorldThatEnds(DateTimeOffset at, double scale) => new(scale, new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero));

    /// <summary>The world that a store was filled with.</summary>
    private static async Task<FaceWorld> FindAsync(string store, double scale)
    {
        await using var opened = StoreFactory.Open(StoreLocation.Parse(store));
        var totals = await opened.Views.TotalsAsync();
        var world = WorldThatEnds(totals.LastCallAt ?? DateTimeOffset.UtcNow, scale);
        return totals.Torrents == world.Torrents && totals.Trackers == world.Trackers ? world
            : throw new InvalidOperationException($"the store holds {totals.Torrents} torrents and {totals.Trackers} trackers: not a world of this scale");
    }

    /// <summary>Until it has looked at the store once.</summary>
    private static async Task LookedAsync(HttpClient client)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(200))
            if ((await client.GetAsync("/healthz/ready")).IsSuccessStatusCode && (await client.GetStringAsync("/api/v1/trackers")).Contains("udp://", StringComparison.Ordinal)) return;
        throw new InvalidOperationException("the face did not find its store");
    }

    private static async Task<int> RefuseAsync()
    {
        await Console.Error.WriteLineAsync(FaceOptions.Usage);
        return 2;
    }
}
