using Crawler.Protocol.Bencode;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Metainfo;

/// <summary>Reads <c>announce-list</c> (BEP 12): a list of lists of URLs; a flat list of URLs occurs and is read as one tier.</summary>
internal ref struct TierReader
{
    /// <summary>
    /// URLs looked at. An announce-list of megabytes is an attack or an accident: the rest is passed over, so that it
    /// costs no memory.
    /// </summary>
    private const int MaxUrls = 4 * AnnounceTiers.MaxTrackers;

    private readonly List<List<string>> _tiers = [];
    private int _urls;

    private TierReader(int urls) => _urls = urls;

    public static List<List<string>> Read(ref BencodeReader reader)
    {
        var tiers = new TierReader(urls: 0);
        tiers.ReadTiers(ref reader);
        return tiers._tiers;
    }

    private void ReadTiers(ref BencodeReader reader)
    {
        List<string>? flat = null;
        reader.ReadListStart();
        while (!reader.TryReadEnd())
        {
            if (reader.Peek() == BencodeKind.List) ReadTier(ref reader);
            else ReadUrl(ref reader, ref flat);
        }
    }

    private void ReadTier(ref BencodeReader reader)
    {
        List<string>? tier = null; // begun by its first URL: an empty tier costs nothing
        reader.ReadListStart();
        while (!reader.TryReadEnd()) ReadUrl(ref reader, ref tier);
    }

    private void ReadUrl(ref BencodeReader reader, ref List<string>? tier)
    {
        if (reader.Peek() != BencodeKind.String || _urls == MaxUrls)
        {
            reader.ReadRawValue();
            return;
        }

        _urls++;
        if (tier is null) _tiers.Add(tier = []);
        // One character too long is enough to be refused as too long.
        var url = reader.ReadString();
        tier.Add(UrlText.Of(url[..Math.Min(url.Length, TrackerUrl.MaxLength + 1)]));
    }
}
