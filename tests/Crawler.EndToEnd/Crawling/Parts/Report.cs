using System.Text.Json;

namespace Crawler.EndToEnd.Crawling.Parts;

/// <summary>What <c>report --json</c> says of a store.</summary>
internal sealed record Report(IReadOnlyList<JsonElement> Torrents, IReadOnlyList<JsonElement> Trackers)
{
    public static async Task<Report> OfAsync(string store)
    {
        var report = await CommandLine.RunAsync("report", "--json", "--store", store);
        Assert.Equal((0, ""), (report.ExitCode, report.Error));
        return new Report(
            [.. report.Json.Where(line => line.GetProperty("kind").GetString() == "torrent")],
            [.. report.Json.Where(line => line.GetProperty("kind").GetString() == "tracker")]);
    }

    /// <summary>The only torrent's standing on one of its trackers.</summary>
    public JsonElement OfPair(string tracker) =>
        Torrents.Single().GetProperty("trackers").EnumerateArray().Single(line => line.GetProperty("tracker").GetString() == tracker);
}
