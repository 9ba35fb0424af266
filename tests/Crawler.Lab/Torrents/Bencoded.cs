using System.Text;

namespace Crawler.Lab.Torrents;

/// <summary>
/// Writes bencode (BEP 3), independently of the product's codec, so that no test checks that codec against itself.
/// Dictionaries are lists of pairs and are written in the order given: hostile files need unsorted and doubled keys.
/// </summary>
public static class Bencoded
{
    /// <summary>The bencoding of an integer, a string (as UTF-8), raw bytes, a list, or pairs of key and value.</summary>
    public static byte[] Of(object value) => value switch
    {
        int or long or ulong => Encoding.ASCII.GetBytes($"i{value}e"),
        bool flag => Of(flag ? 1 : 0),
        string text => Of(Encoding.UTF8.GetBytes(text)),
        byte[] bytes => [.. Encoding.ASCII.GetBytes($"{bytes.Length}:"), .. bytes],
        Verbatim raw => raw.Bytes,
        IEnumerable<(string Key, object Value)> pairs =>
            [(byte)'d', .. pairs.SelectMany(pair => (byte[])[.. Of(pair.Key), .. Of(pair.Value)]), (byte)'e'],
        IEnumerable<object> list => [(byte)'l', .. list.SelectMany(Of), (byte)'e'],
        _ => throw new ArgumentException($"bencode has no {value.GetType()}", nameof(value)),
    };

    /// <summary>Bytes that are bencode already, or on purpose are not.</summary>
    public sealed record Verbatim(byte[] Bytes);
}
