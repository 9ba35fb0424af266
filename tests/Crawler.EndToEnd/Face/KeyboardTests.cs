using Crawler.EndToEnd.Face.Parts;

namespace Crawler.EndToEnd.Face;

/// <summary>Pages in the hands of a person without a mouse.</summary>
[Collection(nameof(FaceCollection))]
public sealed class KeyboardTests(ServedWorld world)
{
    [Fact]
    public async Task The_keyboard_reaches_content_pages_and_buttons()
    {
        await using var window = await world.Browser.OpenAsync(world.Site);
        await window.GoAsync("/trackers");
        await window.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await FocusAsync(window));
        Assert.True(await window.Page.Locator(".skip").EvaluateAsync<bool>("one => one.getBoundingClientRect().top >= 0"), "the skip link is seen when it has the focus");
        await window.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await window.Page.EvaluateAsync<string>("() => document.activeElement.id"));

        await window.GoAsync("/trackers");
        var reached = new List<string>();
        for (var i = 0; i < 40 && !reached.Contains("Show"); i++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            reached.Add(await FocusAsync(window));
            Assert.True(
                await window.Page.EvaluateAsync<bool>("() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"),
                $"the focus is not seen on {reached[^1]}");
        }

        Assert.Superset(new HashSet<string> { "Overview", "Campaigns", "Torrents", "Trackers", "Data quality", "Lists", "Status", "API", "Show" }, reached.ToHashSet());
    }

    private static Task<string> FocusAsync(Window window) => window.Page.EvaluateAsync<string>("() => (document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || '').trim()");
}
