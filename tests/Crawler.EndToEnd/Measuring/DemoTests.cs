using System.Text.Json;
using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Lab;

namespace Crawler.EndToEnd.Measuring;

public class DemoTests
{
    [Fact]
    public async Task The_demonstration_shows_estimates_that_hold_that_can_be_made_again_and_catches_who_lies()
    {
        using var folder = new PrivateFolder();
        await using var demo = CrawlerProcess.Start("demo", "--json", "--for", "20s", "--store", folder["demo.db"]);
        var ended = await demo.EndsAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, ended.ExitCode);
        var rows = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        Assert.Equal(4 * 10, rows.Count); // nine trackers and all together
        var together = rows.Where(row => row.GetProperty("tracker").ValueKind == JsonValueKind.Null).ToList();
        Assert.All(together, row => Assert.InRange(row.GetProperty("size").GetDouble() / row.GetProperty("truth").GetInt32(), 0.8, 1.25));

        // It makes up peers for a canary, so whatever it says of any swarm is caught.
        var liar = rows.Where(row => Description(row) == "makes up peers and counts").ToList();
        Assert.All(liar, row => Assert.True(row.GetProperty("caught").GetBoolean(), row.ToString()));

        // The larger two cannot be listed by one reply, nor by the same 74 again and again.
        var subset = rows.Where(row => Description(row) == "names the same 74 every time" && row.GetProperty("truth").GetInt32() > 1000).ToList();
        Assert.Equal(2, subset.Count);
        Assert.All(subset, row => Assert.True(row.GetProperty("caught").GetBoolean(), row.ToString()));
        Assert.DoesNotContain(rows, row => row.GetProperty("honest").ValueKind == JsonValueKind.True && row.GetProperty("caught").GetBoolean());

        await using var replay = CrawlerProcess.Start("campaign", "replay", "demo", "--json", "--store", folder["demo.db"]);
        var again = JsonDocument.Parse((await replay.EndsAsync(TimeSpan.FromSeconds(60))).Output).RootElement;
        Assert.True(again.GetProperty("is_reproduced").GetBoolean(), again.ToString());
        Assert.Equal((0, 0, 0), (again.GetProperty("different").GetInt32(), again.GetProperty("sampled").GetInt32(), again.GetProperty("not_replayed").GetInt32()));
        Assert.True(again.GetProperty("identical").GetInt32() >= 4 * 9, again.ToString());
    }

    private static string? Description(JsonElement row) => row.GetProperty("description").GetString();
}
