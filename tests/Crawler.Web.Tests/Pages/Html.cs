using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Crawler.Web.Tests.Samples;

namespace Crawler.Web.Tests.Pages;

/// <summary>Asks for pages as a browser does.</summary>
internal static partial class Html
{
    /// <summary>A page's status and text, entities as characters.</summary>
    public static async Task<(HttpStatusCode Status, string Raw)> PageAsync(this WebFixture web, string path, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var response = await web.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>What a reader sees of it: no tags, white space as one blank, thin blanks as usual ones.</summary>
    public static string Seen(string raw) =>
        Blanks().Replace(WebUtility.HtmlDecode(Tags().Replace(raw, " ")).Replace('\u202f', ' '), " ");

    /// <summary>Addresses on this server that it leads to or shows.</summary>
    public static IReadOnlyList<string> Addresses(string raw) =>
        [.. Links().Matches(raw).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Where(address => address.StartsWith('/')).Distinct()];

    [GeneratedRegex("<(?!!)[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("(?:href|src|srcset|action)=\"([^\"#]*)\"")]
    private static partial Regex Links();
}
