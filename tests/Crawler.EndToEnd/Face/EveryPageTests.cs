using Crawler.EndToEnd.Face.Parts;
using Microsoft.Playwright;

namespace Crawler.EndToEnd.Face;

/// <summary>Every page in a browser: what it says, what it asks for, and how it stands in the window.</summary>
[Collection(nameof(FaceCollection))]
public sealed class EveryPageTests(ServedWorld world)
{
    [Fact]
    public async Task Every_page_says_what_it_is_for_without_an_error_and_asks_nobody_else()
    {
        await using var window = await world.Browser.OpenAsync(world.Site);
        foreach (var (path, heading, says) in FacePages.All)
        {
            var response = await window.GoAsync(world.Of(path));
            Assert.Equal(200, response.Status);
            Assert.Equal(heading, (await window.Page.Locator("h1, .login h2").First.InnerTextAsync()).Trim());
            var text = $"{await window.TextAsync()} {string.Join(' ', await window.Page.Locator("textarea").EvaluateAllAsync<string[]>("all => all.map(one => one.value)"))}";
            foreach (var words in says) Assert.True(text.Contains(words, StringComparison.Ordinal), $"{path} does not say {words}:\n{text}");
            Assert.DoesNotContain(PastTracker.Passkey, await window.Page.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        }

        Assert.Empty(window.Faults);
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task No_page_is_wider_than_its_window(int width, ColorScheme scheme)
    {
        await using var window = await world.Browser.OpenAsync(world.Site, width, 844, scheme);
        foreach (var (path, _, _) in FacePages.All)
        {
            await window.Page.GotoAsync(world.Of(path));
            var wide = await window.Page.EvaluateAsync<string[]>(
                """
                () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('main *')]
                  .filter((one) => one.getBoundingClientRect().right > innerWidth && !one.closest('.table, pre'))
                  .map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`).slice(0, 5)
                """);
            Assert.True(wide.Length == 0, $"{path} at {width}: {string.Join("; ", wide)}");
        }

        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Without_script_every_page_says_the_same()
    {
        await using var window = await world.Browser.OpenAsync(world.Site, hasScript: false);
        foreach (var (path, heading, _) in FacePages.All)
        {
            await window.Page.GotoAsync(world.Of(path));
            Assert.Equal(heading, (await window.Page.Locator("h1, .login h2").First.InnerTextAsync()).Trim());
        }
    }

    [Theory]
    [InlineData("/trackers/999999", "There is no tracker 999999")]
    [InlineData("/campaigns/999999", "There is no campaign 999999")]
    [InlineData("/torrents/not-a-hash", "40 hexadecimal digits")]
    [InlineData("/torrents/0000000000000000000000000000000000000000", "No torrent of that infohash")]
    [InlineData("/nowhere", "404")]
    public async Task An_address_that_names_nothing_is_answered_in_words(string path, string says)
    {
        await using var window = await world.Browser.OpenAsync(world.Site);
        var response = await window.Page.GotoAsync(path);
        Assert.Equal(404, response!.Status);
        Assert.Contains(says, await window.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await window.Page.Locator("nav[aria-label=Pages] a[href='/']").CountAsync() / 2);
    }
}
