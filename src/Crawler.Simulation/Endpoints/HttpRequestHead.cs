using System.Diagnostics.CodeAnalysis;

namespace Crawler.Simulation.Endpoints;

/// <summary>The little of an HTTP/1.x request that a tracker reads.</summary>
/// <param name="Path">Path, as it came.</param>
/// <param name="Query">What follows the question mark; empty without one.</param>
/// <param name="KeepAlive">Whether the connection stays open after the answer.</param>
internal sealed record HttpRequestHead(string Path, string Query, bool KeepAlive)
{
    /// <summary>Reads request line and headers; false for what is no GET of HTTP/1.x.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out HttpRequestHead? head)
    {
        head = null;
        var lines = text.Split("\r\n");
        if (lines[0].Split(' ') is not ["GET", ['/', ..] target, "HTTP/1.1" or "HTTP/1.0"]) return false;

        var isOld = lines[0].EndsWith("HTTP/1.0", StringComparison.Ordinal);
        var connection = lines.Skip(1).FirstOrDefault(line => line.StartsWith("connection:", StringComparison.OrdinalIgnoreCase)) ?? "";
        var keepAlive = isOld ? Says("keep-alive") : !Says("close");
        var mark = target.IndexOf('?');
        head = mark < 0
            ? new HttpRequestHead(target, "", keepAlive)
            : new HttpRequestHead(target[..mark], target[(mark + 1)..], keepAlive);
        return true;

        bool Says(string word) => connection.Contains(word, StringComparison.OrdinalIgnoreCase);
    }
}
