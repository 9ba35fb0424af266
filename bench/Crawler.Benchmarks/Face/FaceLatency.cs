using System.Diagnostics;
using Crawler.Benchmarks.EndToEnd;

namespace Crawler.Benchmarks.Face;

/// <summary>How long one endpoint takes, first byte asked for to last byte read.</summary>
internal sealed class FaceLatency(HttpClient client, int requests)
{
    private const int WarmUps = 5;

    /// <summary>Asks so often, so many at a time.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public async Task<LatencyRow> MeasureAsync(FaceEndpoint endpoint, int atATime)
    {
        for (var i = 0; i < WarmUps; i++) await AskAsync(endpoint.Url(i));
        var took = new double[requests];
        var (next, bytes) = (-1, 0L);
        await Task.WhenAll(Enumerable.Range(0, atATime).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < requests; i = Interlocked.Increment(ref next))
            {
                var clock = Stopwatch.StartNew();
                var length = await AskAsync(endpoint.Url(i));
                took[i] = clock.Elapsed.TotalMilliseconds;
                Interlocked.Add(ref bytes, length);
            }
        }));
        var slowest = endpoint.Url(Array.IndexOf(took, took.Max()));
        Array.Sort(took);
        return new LatencyRow(Quantile.Of(took, 0.5)!.Value, Quantile.Of(took, 0.95)!.Value, Quantile.Of(took, 0.99)!.Value, bytes / requests, slowest);
    }

    private async Task<int> AskAsync(string url)
    {
        using var response = await client.GetAsync(url);
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode ? body.Length : throw new InvalidOperationException($"{url}: {(int)response.StatusCode}");
    }
}

/// <summary>How long an endpoint took, milliseconds.</summary>
/// <param name="P50">The median.</param>
/// <param name="P95">The 95th of a hundred.</param>
/// <param name="P99">The 99th.</param>
/// <param name="Bytes">Of an answer, on average.</param>
/// <param name="Slowest">What took longest.</param>
internal sealed record LatencyRow(double P50, double P95, double P99, long Bytes, string Slowest);
