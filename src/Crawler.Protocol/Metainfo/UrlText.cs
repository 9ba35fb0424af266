using System.Text;
using System.Text.Unicode;

namespace Crawler.Protocol.Metainfo;

/// <summary>A URL's bytes as text. Bytes that are not UTF-8 become <c>%XX</c>: the tracker then sees the bytes the torrent wrote.</summary>
internal static class UrlText
{
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        var text = new StringBuilder(bytes.Length + 16);
        foreach (var value in bytes)
        {
            if (value < 0x80) text.Append((char)value);
            else PercentEncoding.Append(text, [value]);
        }

        return text.ToString();
    }
}
