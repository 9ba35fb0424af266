using System.Globalization;
using System.Text;
using Crawler.Protocol;

namespace Crawler.Lab.Trackers;

/// <summary>One HTTP request as it came over the wire; nothing normalised. Text is Latin-1: a character is a byte.</summary>
public sealed record HttpTrackerRequest
{
    /// <summary>Which connection brought it, counted from 1 in the order accepted.</summary>
    public required int Connection { get; init; }

    /// <summary>Which request of its connection it is, counted from 1.</summary>
    public required int OnConnection { get; init; }

    /// <summary>When it had arrived whole, by a monotonic clock that starts with the tracker.</summary>
    public required TimeSpan At { get; init; }

    /// <summary><c>GET</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query, byte for byte.</summary>
    public required string Target { get; init; }

    /// <summary>Header fields in their order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The target up to its <c>?</c>.</summary>
    public string Path => Target.Split('?', 2)[0];

    /// <summary>The query's pairs in their order, still escaped; a name without <c>=</c> has an empty value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query =>
    [
        .. (Target.Split('?', 2) is [_, var query] ? query : "").Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], pair.ElementAtOrDefault(1) ?? "")),
    ];

    /// <summary>All swarms asked for.</summary>
    public IReadOnlyList<InfoHash> InfoHashes =>
        [.. Query.Where(pair => pair.Key == "info_hash").Select(pair => new InfoHash(Unescape(pair.Value)))];

    /// <summary>The first header field of this name, whatever its case; null if there is none.</summary>
    public string? Header(string name) =>
        Headers.Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value).FirstOrDefault();

    /// <summary>The first query value of this name, unescaped to the bytes meant; null if there is none.</summary>
    public byte[]? Bytes(string name) =>
        Query.Where(pair => pair.Key == name).Select(pair => Unescape(pair.Value)).FirstOrDefault();

    /// <summary>As <see cref="Bytes"/>, as text.</summary>
    public string? Text(string name) => Bytes(name) is { } bytes ? Encoding.Latin1.GetString(bytes) : null;

    internal static HttpTrackerRequest Parse(string head, int connection, int onConnection, TimeSpan at)
    {
        var lines = head.Split("\r\n");
        var requestLine = lines[0].Split(' ');
        if (requestLine.Length != 3) throw new FormatException($"not an HTTP request line: '{lines[0]}'");
        return new HttpTrackerRequest
        {
            Connection = connection,
            OnConnection = onConnection,
            At = at,
            Method = requestLine[0],
            Target = requestLine[1],
            Headers = [.. lines.Skip(1).Select(line => line.Split(':', 2)).Select(field => KeyValuePair.Create(field[0], field[1].Trim()))],
        };
    }

    // Written anew, since the product's own escaping is what the tests are about; '+' is a plus, as in BEP 3.
    private static byte[] Unescape(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                bytes.Add((byte)text[i]);
                continue;
            }

            bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier));
            i += 2;
        }

        return [.. bytes];
    }
}
