using System.Net;
using System.Text.RegularExpressions;
using Crawler.Web.Tests.Samples;

namespace Crawler.Web.Tests.Pages;

public sealed class CampaignFormTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task A_campaign_is_paused_and_resumed_by_its_buttons()
    {
        Assert.Equal(HttpStatusCode.Redirect, await PressAsync("pause"));
        Assert.NotNull((await web.Store.Campaigns.FindAsync(1))!.PausedAt);
        Assert.Contains("/campaigns/1/resume", (await web.PageAsync("/campaigns/1")).Raw, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, await PressAsync("resume"));
        Assert.Null((await web.Store.Campaigns.FindAsync(1))!.PausedAt);
    }

    [Fact]
    public async Task A_form_of_elsewhere_pauses_nothing()
    {
        using var body = new FormUrlEncodedContent([]);
        using var response = await web.Client.PostAsync("/campaigns/1/pause", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null((await web.Store.Campaigns.FindAsync(1))!.PausedAt);
    }

    private async Task<HttpStatusCode> PressAsync(string verb)
    {
        using var page = await web.Client.GetAsync("/campaigns/1");
        var token = Regex.Match(await page.Content.ReadAsStringAsync(), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/campaigns/1/{verb}") { Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]) };
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var response = await web.Client.SendAsync(request);
        return response.StatusCode;
    }
}
