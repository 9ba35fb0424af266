using Microsoft.AspNetCore.Http;

namespace Crawler.Web.Layout;

/// <summary>Which theme the reader chose: what the cookie says, which the page's script sets.</summary>
/// <param name="http">The request.</param>
public sealed class ThemeChoice(IHttpContextAccessor http)
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "theme";

    /// <summary><c>light</c> or <c>dark</c>; null where the reader's system is followed.</summary>
    public string? Chosen => http.HttpContext?.Request.Cookies[Cookie] switch { "light" => "light", "dark" => "dark", _ => null };
}
