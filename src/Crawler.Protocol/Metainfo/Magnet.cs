using System.Text;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Metainfo;

/// <summary>What a magnet link says (BEP 9, 52).</summary>
public sealed record Magnet
{
    private const string Scheme = "magnet:?";
    private const string BtihPrefix = "urn:btih:";
    private const string BtmhPrefix = "urn:btmh:1220"; // multihash: SHA-256 (0x12), 32 bytes (0x20)

    /// <summary>Longer links are refused: a thousand trackers fit.</summary>
    public const int MaxLength = 256 * 1024;

    /// <summary>From <c>urn:btih:</c>, 40 hexadecimal digits or 32 base32 characters.</summary>
    public InfoHash? V1 { get; init; }

    /// <summary>From <c>urn:btmh:</c>, 32 bytes.</summary>
    public ReadOnlyMemory<byte>? V2 { get; init; }

    /// <summary><c>dn</c>, sanitised.</summary>
    public string? Name { get; init; }

    /// <summary><c>xl</c>, bytes.</summary>
    public long? Size { get; init; }

    /// <summary>Every <c>tr</c>, each a tier of its own, as clients treat them.</summary>
    public AnnounceTiers Trackers { get; init; } = AnnounceTiers.None;

    /// <summary>Whether the text claims to be a magnet.</summary>
    public static bool IsMagnet(string text) => text.StartsWith("magnet:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a magnet link.</summary>
    /// <exception cref="MetainfoException">It is none, or names no torrent; the message says why.</exception>
    public static Magnet Parse(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) throw new MetainfoException("not a magnet link: it does not begin with 'magnet:?'");
        if (text.Length > MaxLength) throw new MetainfoException($"this magnet link is longer than {MaxLength} characters");
        var magnet = new Magnet();
        List<string[]> trackers = [];
        foreach (var parameter in text[Scheme.Length..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = parameter.IndexOf('=');
            if (equals <= 0) continue;
            var escaped = parameter[(equals + 1)..];
            var value = Unescape(escaped);
            // "tr.1", "xt.2": numbered forms of the same.
            switch (parameter[..equals].Split('.')[0].ToLowerInvariant())
            {
                case "xt": magnet = magnet.WithTopic(value); break;
                case "tr": trackers.Add([value]); break;
                case "dn": magnet = magnet with { Name = ErrorText.Sanitise(Unescape(escaped.Replace('+', ' '))) }; break;
                case "xl" when long.TryParse(value, out var size) && size >= 0: magnet = magnet with { Size = size }; break;
            }
        }

        return magnet.V1 is null && magnet.V2 is null
            ? throw new MetainfoException("this magnet link names no torrent: it needs xt=urn:btih:… or xt=urn:btmh:1220…")
            : magnet with { Trackers = AnnounceTiers.Of(trackers) };
    }

    /// <summary>One target, or two where both hashes are given.</summary>
    public IEnumerable<Target> Targets()
    {
        var target = new Target { InfoHash = default, Name = Name, Size = Size, Source = "magnet", Trackers = Trackers };
        if (V1 is { } v1) yield return target with { InfoHash = v1 };
        if (V2 is { } v2) yield return target with { InfoHash = TorrentFile.Truncate(v2.Span), FullV2Hash = v2 };
    }

    private Magnet WithTopic(string topic)
    {
        if (topic.StartsWith(BtihPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return InfoHash.TryParse(topic.AsSpan(BtihPrefix.Length), out var hash)
                ? this with { V1 = V1 ?? hash }
                : throw new MetainfoException("this magnet link's urn:btih: is neither 40 hexadecimal digits nor 32 base32 characters");
        }

        if (!topic.StartsWith(BtmhPrefix, StringComparison.OrdinalIgnoreCase)) return this;
        var digits = topic[BtmhPrefix.Length..];
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit)
            ? this with { V2 = V2 ?? Convert.FromHexString(digits) }
            : throw new MetainfoException("this magnet link's urn:btmh:1220 is not followed by 64 hexadecimal digits");
    }

    private static string Unescape(string value) =>
        PercentEncoding.TryDecode(value, out var bytes) ? Encoding.UTF8.GetString(bytes) : value;
}
