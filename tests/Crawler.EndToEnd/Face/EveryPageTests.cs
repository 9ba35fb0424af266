using Crawler.EndToEnd.Face.Parts;

namespace Crawler.EndToEnd.Face;

/// <summary>Every page in a browser: what it says, and what it asks for.</summary>
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
