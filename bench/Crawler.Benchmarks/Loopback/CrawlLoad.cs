namespace Crawler.Benchmarks.Loopback;

/// <summary>A whole crawl at a real tracker on this machine; what the wire alone can do is <c>wire</c>'s to measure.</summary>
internal static class CrawlLoad
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (LoadOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(LoadOptions.Usage);
            return 2;
        }

        await WholeCrawl.RunAsync(options);
        return 0;
    }
}
