using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Crawler.Protocol.WebSockets;

/// <summary>Raw bytes as WebTorrent puts them into JSON: a string in which each character is one byte (Latin-1).</summary>
internal static class BinaryString
{
    public static string Of(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>False unless the text is exactly <paramref name="length"/> characters up to U+00FF.</summary>
    public static bool TryDecode(string text, int length, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length != length || text.AsSpan().ContainsAnyExceptInRange('\0', '\u00ff')) return false;
        bytes = Encoding.Latin1.GetBytes(text);
        return true;
    }
}
