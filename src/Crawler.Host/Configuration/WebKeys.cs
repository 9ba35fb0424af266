using System.Globalization;
using Crawler.Web;

namespace Crawler.Host.Configuration;

/// <summary>Section <c>Web</c>: a key for each property of <see cref="WebOptions"/>.</summary>
internal static class WebKeys
{
    private const int ShortestToken = 16;

    private static readonly WebOptions Defaults = new();

    private static readonly Key<string> Listen = new(ReadListen, Defaults.Listen)
    {
        Name = "Web:Listen",
        Description = "Where the face listens. Any address but loopback needs a token or Web:PublicReadOnly.",
        DefaultText = Defaults.Listen,
        Allowed = "http://ADDRESS:PORT, where ADDRESS is an IP address or localhost",
        HelpName = "URL",
    };

    private static readonly Key<string> AllowedHosts = KeyKinds.Text(
        "Web:AllowedHosts", null, "Host names it answers to beside the address it listens on, separated by semicolons: what a reverse proxy passes on.", 2000);

    private static readonly Key<bool> PublicReadOnly = KeyKinds.Toggle("Web:PublicReadOnly", Defaults.PublicReadOnly, "Anybody may read everything but what only operators do.");

    private static readonly Key<bool> PublicStatus = KeyKinds.Toggle(
        "Web:PublicStatus", Defaults.PublicStatus, "Anybody may read the status page, its badges and feed, and the lists of trackers.");

    private static readonly Key<string> ReadToken = Token("Web:ReadToken", "Whoever knows this may read.");

    private static readonly Key<string> OperateToken = Token("Web:OperateToken", "Whoever knows this may read and operate.");

    private static readonly Key<bool> ListPrivate = KeyKinds.Toggle(
        "Web:ListPrivate", Defaults.ListPrivate, "Trackers on loopback and private addresses are in the public lists, badges and feed too: for labs.");

    private static readonly Key<long> RequestsPerMinute = KeyKinds.Number(
        "Web:RequestsPerMinute", Defaults.RequestsPerMinute, "a number of requests", 0, 1_000_000, "Requests a minute from one address before it is told to wait; 0 for no limit.");

    private static readonly Key<string> StatusTitle = KeyKinds.Text("Web:StatusTitle", Defaults.StatusTitle, "Title of the public status page.", 80);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Key> All { get; } = [Listen, AllowedHosts, PublicReadOnly, PublicStatus, ReadToken, OperateToken, ListPrivate, RequestsPerMinute, StatusTitle];

    /// <summary>What the configuration says of the face.</summary>
    public static WebOptions Read(CrawlerConfiguration configuration) => new()
    {
        Listen = configuration.Value(Listen),
        AllowedHosts = configuration.Value(AllowedHosts),
        PublicReadOnly = configuration.Value(PublicReadOnly),
        PublicStatus = configuration.Value(PublicStatus),
        ReadToken = configuration.Value(ReadToken) is { Length: > 0 } read ? read : null,
        OperateToken = configuration.Value(OperateToken) is { Length: > 0 } operate ? operate : null,
        ListPrivate = configuration.Value(ListPrivate),
        RequestsPerMinute = (int)configuration.Value(RequestsPerMinute),
        StatusTitle = configuration.Value(StatusTitle),
    };

    private static Key<string> Token(string name, string description) => new(ReadSecret, "")
    {
        Name = name,
        Description = description + " Better in the environment than in a file.",
        Allowed = string.Create(CultureInfo.InvariantCulture, $"a token of at least {ShortestToken} characters, without blanks"),
        HelpName = "TOKEN",
        IsSecret = true,
    };

    private static bool ReadSecret(string text, out string value, out string? problem)
    {
        value = text;
        problem = text.Length >= ShortestToken && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? null : "too short, or with blanks in it";
        return problem is null;
    }

    private static bool ReadListen(string text, out string value, out string? problem)
    {
        value = text;
        var ok = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0
            && (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || uri.Host == "localhost");
        problem = ok ? null : $"'{text}' is not http://ADDRESS:PORT with an IP address or localhost";
        return ok;
    }
}
