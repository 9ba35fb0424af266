using System.Text.RegularExpressions;
using Crawler.EndToEnd.Face.Parts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Crawler.EndToEnd.Face;

/// <summary>What a person does on pages, and what comes of it.</summary>
[Collection(nameof(FaceCollection))]
public sealed partial class OperatingTests(ServedWorld world)
{
    [Fact]
    public async Task A_campaign_is_paused_and_goes_on()
    {
        await using var window = await world.Browser.OpenAsync(world.Site);
        await window.GoAsync($"/campaigns/{world.Campaign}");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(window.Page.Locator(".page-head")).ToContainTextAsync("to make no call since");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".page-head")).Not.ToContainTextAsync("to make no call since");
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task A_tracker_is_checked_at_a_press()
    {
        await using var window = await world.Browser.OpenAsync(world.Site);
        await window.GoAsync($"/trackers/{world.LivingTracker}");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Expect(window.Page.Locator(".notice")).ToContainTextAsync("seeders", new() { Timeout = 15_000 });
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Torrents_are_searched_sorted_and_opened()
    {
        await using var window = await world.Browser.OpenAsync(world.Site);
        await window.GoAsync("/torrents");
        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync("harbour");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("main tbody tr")).ToHaveCountAsync(1);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "The Slow Harbour" }).ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex($"/torrents/{PastSwarm.All[4].InfoHash}"));
        await window.GoAsync("/torrents?search=no+such+thing");
        await Expect(window.Page.Locator(".empty")).ToBeVisibleAsync();
        await window.GoAsync("/torrents?sort=size&order=desc");
        Assert.Contains("ubuntu-26.04-desktop-amd64.iso", await window.Page.Locator("main tbody tr").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Trackers_are_filtered_and_the_time_is_chosen()
    {
        await using var window = await world.Browser.OpenAsync(world.Site);
        await window.GoAsync("/trackers");
        await window.Page.GetByLabel("Protocol").SelectOptionAsync("https");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(window.Page.Locator("main tbody tr")).ToHaveCountAsync(PastTracker.All.Count(tracker => tracker.Url.StartsWith("https", StringComparison.Ordinal)));
        await window.GoAsync($"/trackers/{world.Trackers[PastTracker.All[2].Url]}");
        var chart = window.Page.Locator("figure.chart img").First;
        var day = await chart.GetAttributeAsync("src");
        await window.Page.Locator(".segments").First.GetByRole(AriaRole.Link, new() { NameRegex = Month() }).ClickAsync();
        await window.PicturesAsync();
        Assert.NotEqual(day, await chart.GetAttributeAsync("src"));
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task The_theme_is_chosen_and_kept()
    {
        await using var window = await world.Browser.OpenAsync(world.Site);
        await window.GoAsync("/");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Switch to the dark theme" }).ClickAsync();
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await window.GoAsync("/trackers");
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.True(await window.Page.EvaluateAsync<bool>("() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).every((part) => part < 80)"));
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task Figures_follow_the_crawl_without_a_reload()
    {
        await using var window = await world.Browser.OpenAsync(world.Site);
        await window.GoAsync($"/campaigns/{world.Campaign}");
        await Expect(window.Page.Locator("#live-state")).ToHaveTextAsync("live");
        var elapsed = window.Page.Locator($"[data-live='progress-{world.Campaign}.elapsed_s']");
        await Expect(elapsed).Not.ToHaveTextAsync(await elapsed.InnerTextAsync(), new() { Timeout = 15_000 });
        Assert.Empty(window.Faults);
    }

    [GeneratedRegex("30 ?d")]
    private static partial Regex Month();
}
