using System.Text;

namespace Crawler.Protocol.Net;

/// <summary>
/// Decides which parts of a tracker URL may be a passkey. Plain words of the path stay (<c>/announce.php</c>);
/// everything else, every query value and any host label that looks like a key is hidden. Wrongly hiding costs a little
/// clarity, wrongly showing an account.
/// </summary>
internal sealed class UrlRedaction
{
    private const string Hidden = "***";
    private const int LongestWord = 15;

    private readonly string[] _secrets;

    private UrlRedaction(string host, string pathAndQuery, IEnumerable<string> secrets)
    {
        Host = host;
        PathAndQuery = pathAndQuery;
        // The longest first, lest a short secret inside a long one leave its rest standing.
        _secrets = [.. secrets.Distinct().OrderByDescending(secret => secret.Length)];
    }

    /// <summary>Host with the secrets replaced.</summary>
    public string Host { get; }

    /// <summary>Path and query with the secrets replaced.</summary>
    public string PathAndQuery { get; }

    public static UrlRedaction Of(string host, string pathAndQuery)
    {
        var secrets = new List<string>();
        var shown = new StringBuilder();
        var query = pathAndQuery.IndexOf('?');
        var path = query < 0 ? pathAndQuery : pathAndQuery[..query];
        shown.AppendJoin('/', path.Split('/').Select(segment => IsWord(segment) ? segment : Hide(segment, secrets)));
        if (query >= 0)
            shown.Append('?').AppendJoin('&', pathAndQuery[(query + 1)..].Split('&').Select(pair => HideValue(pair, secrets)));
        return new UrlRedaction(HideLabels(host, secrets), shown.ToString(), secrets);
    }

    /// <summary>Replaces every secret standing in <paramref name="text"/>, escaped or not.</summary>
    public string Redact(string text)
    {
        foreach (var secret in _secrets) text = text.Replace(secret, Hidden, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    /// <summary>Some trackers give each user a host of his own. The last two labels are the registered name and stay.</summary>
    private static string HideLabels(string host, List<string> secrets)
    {
        if (host.Contains(':')) return host;
        var labels = host.Split('.');
        for (var i = 0; i < labels.Length - 2; i++)
        {
            if (IsKeyLike(labels[i])) labels[i] = Hide(labels[i], secrets);
        }

        return string.Join('.', labels);
    }

    /// <summary>Longer than words are, of letters and digits mixed and nothing else.</summary>
    private static bool IsKeyLike(string label) =>
        label.Length > LongestWord && label.All(char.IsAsciiLetterOrDigit) && label.Any(char.IsAsciiDigit);

    private static string HideValue(string pair, List<string> secrets)
    {
        var equals = pair.IndexOf('=');
        if (equals < 0) return Hide(pair, secrets);
        var name = pair[..equals];
        return (IsWord(name) ? name : Hide(name, secrets)) + "=" + Hide(pair[(equals + 1)..], secrets);
    }

    private static string Hide(string part, List<string> secrets)
    {
        if (part.Length == 0) return part;
        // A secret of one or two characters hides nothing and would mangle every text.
        if (part.Length > 2)
        {
            secrets.Add(part);
            if (PercentEncoding.TryDecode(part, out var bytes) && Encoding.UTF8.GetString(bytes) is { Length: > 2 } unescaped) secrets.Add(unescaped);
        }

        return Hidden;
    }

    /// <summary>Letters with dots, dashes or underscores, short; digits only as a small suffix, as in <c>announce2</c>.</summary>
    private static bool IsWord(string segment) =>
        segment.Length <= LongestWord
        && segment.TrimEnd("0123456789".ToCharArray()) is var word && segment.Length - word.Length <= 2
        && word.All(c => char.IsAsciiLetter(c) || c is '.' or '-' or '_');
}
