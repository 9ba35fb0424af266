using System.Net;

namespace Crawler.Web.Access;

/// <summary>Who may do what, from the options alone.</summary>
/// <param name="Options">The options.</param>
public sealed record AccessRules(WebOptions Options)
{
    /// <summary>Short tokens can be guessed.</summary>
    public const int ShortestToken = 16;

    /// <summary>Whether any token is set.</summary>
    public bool HasTokens => !string.IsNullOrEmpty(Options.ReadToken) || !string.IsNullOrEmpty(Options.OperateToken);

    /// <summary>Whether it listens where only this machine reaches it.</summary>
    public bool IsLocal => Listen is { } listen && IsLoopback(listen.Host);

    /// <summary>Whether whoever reaches it may do everything: on this machine, without tokens, under no other name.</summary>
    public bool IsOpen => IsLocal && !HasTokens && !Options.PublicReadOnly && !Options.PublicStatus;

    /// <summary>What somebody may do who shows no token.</summary>
    public AccessRole Anonymous => this switch
    {
        { IsOpen: true } => AccessRole.Operator,
        { Options.PublicReadOnly: true } => AccessRole.Reader,
        { Options.PublicStatus: true } => AccessRole.Passer,
        _ => AccessRole.Nobody,
    };

    /// <summary>Where it listens; null if that is no URL.</summary>
    public Uri? Listen => Uri.TryCreate(Options.Listen, UriKind.Absolute, out var listen) ? listen : null;

    /// <summary>Host names it answers to; empty for any.</summary>
    public IReadOnlyList<string> Hosts => !IsLocal && AllowedHosts.Length == 0 ? [] : ["localhost", "127.0.0.1", "[::1]", Listen!.Host, .. AllowedHosts];

    private string[] AllowedHosts => Options.AllowedHosts.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What a policy asks for.</summary>
    public static AccessRole Needed(string policy) => policy switch
    {
        AccessPolicy.Open => AccessRole.Nobody,
        AccessPolicy.Status => AccessRole.Passer,
        AccessPolicy.Read => AccessRole.Reader,
        _ => AccessRole.Operator,
    };

    /// <summary>What is wrong with the options, a sentence each with the key's name; empty if they can be used.</summary>
    public IEnumerable<string> Problems()
    {
        if (Listen is not { Scheme: "http" } listen || listen.PathAndQuery != "/" || !(IPAddress.TryParse(listen.Host.Trim('[', ']'), out _) || listen.Host == "localhost"))
            yield return $"Web:Listen is an URL like http://127.0.0.1:8420, of an IP address or localhost; '{Options.Listen}' is not (https is a reverse proxy's work)";
        if (Options.ReadToken is { Length: > 0 and < ShortestToken }) yield return $"Web:ReadToken has at least {ShortestToken} characters";
        if (Options.OperateToken is { Length: > 0 and < ShortestToken }) yield return $"Web:OperateToken has at least {ShortestToken} characters";
        if (!string.IsNullOrEmpty(Options.ReadToken) && Options.ReadToken == Options.OperateToken) yield return "Web:ReadToken and Web:OperateToken differ, or there is only one of them";
        if (Options.RequestsPerMinute < 0) yield return "Web:RequestsPerMinute is 0 or more";
        if (Listen is null || HasTokens || Options.PublicReadOnly) yield break;
        if (!IsLocal) yield return $"{Options.Listen} can be reached from other machines: set Web:OperateToken or Web:ReadToken (CRAWLER_WEB__READTOKEN), or let anybody read (--public-read-only)";
        else if (AllowedHosts.Any(host => !IsLoopback(host)) && !Options.PublicStatus)
            yield return "Web:AllowedHosts names a host that others may reach through a proxy: set Web:OperateToken or Web:ReadToken, or let anybody read (--public-read-only)";
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
