using Crawler.EndToEnd.Face.Parts;
using Microsoft.Playwright;

namespace Crawler.EndToEnd.Face;

/// <summary>Pictures of pages, for people. Written where <c>CRAWLER_SCREENSHOTS</c> says; else taken and thrown away.</summary>
[Collection(nameof(FaceCollection))]
public sealed class ScreenshotTests(ServedWorld world)
{
    private static readonly IReadOnlyList<(string Name, string Path)> Wide =
    [
        ("overview", "/?span=7d"), ("campaigns", "/campaigns"), ("campaign", "/campaigns/CAMPAIGN"), ("torrents", "/torrents"), ("torrent", "/torrents/TORRENT?span=30d"),
        ("trackers", "/trackers"), ("tracker", "/trackers/TRACKER?span=30d"), ("quality", "/quality?span=30d"), ("lists", "/lists"), ("status", "/status"), ("api", "/docs/api"),
    ];

    [Theory]
    [InlineData("", 1280, 800, ColorScheme.Light)]
    [InlineData("-dark", 1280, 800, ColorScheme.Dark)]
    [InlineData("-phone", 390, 844, ColorScheme.Light)]
    public async Task Every_page_has_its_picture_taken(string suffix, int width, int height, ColorScheme scheme)
    {
        var folder = Environment.GetEnvironmentVariable("CRAWLER_SCREENSHOTS");
        await using var window = await world.Browser.OpenAsync(world.Site, width, height, scheme);
        foreach (var (name, path) in Wide)
        {
            await window.GoAsync(world.Of(path));
            var picture = await window.Page.ScreenshotAsync(new PageScreenshotOptions { Animations = ScreenshotAnimations.Disabled });
            Assert.InRange(picture.Length, 5_000, 400_000);
            if (folder is null) continue;
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}{suffix}.png"), picture);
        }

        Assert.Empty(window.Faults);
    }
}
