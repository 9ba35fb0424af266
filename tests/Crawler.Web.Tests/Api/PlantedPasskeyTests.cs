using Crawler.Web.Tests.Samples;

namespace Crawler.Web.Tests.Api;

/// <summary>A passkey was planted in a manifest, a progress line, events and a tracker's words.</summary>
public sealed class PlantedPasskeyTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task No_page_no_answer_and_no_metric_says_it()
    {
        var paths = ApiWalk.Paths(web);
        Assert.True(paths.Count > 60, $"only {paths.Count} paths were walked");

        var leaks = new List<string>();
        var answered = 0;
        foreach (var path in paths)
        {
            using var response = await web.Client.GetAsync(new Uri(path, UriKind.Relative));
            var said = $"{await response.Content.ReadAsStringAsync()} {response.Headers} {response.Content.Headers}";
            if (said.Contains(Sample.Passkey, StringComparison.OrdinalIgnoreCase)) leaks.Add(path);
            if (response.IsSuccessStatusCode) answered++;
        }

        Assert.Empty(leaks);
        Assert.True(answered > 50, $"only {answered} of {paths.Count} paths answered");
    }
}
