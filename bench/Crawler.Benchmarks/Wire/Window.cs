namespace Crawler.Benchmarks.Wire;

/// <summary>Keeps a number of announces in flight.</summary>
internal static class Window
{
    /// <summary>Makes <paramref name="announces"/> of them, at most <paramref name="width"/> at a time; how many failed.</summary>
    public static async Task<int> RunAsync(int announces, int width, Func<Task<bool>> announce)
    {
        var (left, failures) = (announces, 0);
        await Task.WhenAll(Enumerable.Range(0, width).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                if (!await announce()) Interlocked.Increment(ref failures);
        })));
        return failures;
    }
}
