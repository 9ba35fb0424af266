using Crawler.EndToEnd.Face.Parts;
using Microsoft.Playwright;

namespace Crawler.EndToEnd.Face;

/// <summary>
/// How every page looks: inside its window, legible, named. Where <c>CRAWLER_SCREENSHOTS</c> names a folder, pictures are left
/// there for people to judge the rest.
/// </summary>
[Collection(nameof(FaceCollection))]
public sealed class LookTests(ServedWorld world)
{
    [Theory]
    [InlineData("", 1280, 800, ColorScheme.Light)]
    [InlineData("-dark", 1280, 800, ColorScheme.Dark)]
    [InlineData("-phone", 390, 844, ColorScheme.Light)]
    [InlineData("-small-dark", 360, 740, ColorScheme.Dark)]
    public async Task Every_page_fits_is_legible_and_names_what_is_in_it(string suffix, int width, int height, ColorScheme scheme)
    {
        var folder = Environment.GetEnvironmentVariable("CRAWLER_SCREENSHOTS");
        await using var window = await world.Browser.OpenAsync(world.Site, width, height, scheme);
        var amiss = new List<string>();
        foreach (var (path, _, _) in FacePages.All)
        {
            await window.Page.GotoAsync(world.Of(path));
            foreach (var look in new[] { Inspection.Wide, Inspection.Lacks, Inspection.Pale })
                amiss.AddRange((await window.Page.EvaluateAsync<string[]>(look)).Select(text => $"{path}: {text}"));
            if (folder is not null) await PictureAsync(window, Path.Combine(folder, $"{NameOf(path)}{suffix}.png"));
        }

        Assert.Empty(amiss);
        Assert.Empty(window.Faults);
    }

    private static async Task PictureAsync(Window window, string path)
    {
        await window.PicturesAsync();
        await window.Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, Animations = ScreenshotAnimations.Disabled });
    }

    private static string NameOf(string path) => path.Split('?')[0].Trim('/') switch
    {
        "" => "overview",
        "docs/api" => "api",
        var one when one.Contains('/') => one.Split('/')[0].TrimEnd('s'),
        var all => all,
    };
}
