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
            switch (reader.Peek())
            {
                case BencodeKind.List:
                    ReadTier(ref reader);
                    break;
                case BencodeKind.String:
                    if (flat is null) _tiers.Add(flat = []);
                    Add(flat, reader.ReadString());
                    break;
                default:
                    reader.ReadRawValue();
                    break;
            }
        }
    }

    private void ReadTier(ref BencodeReader reader)
    {
        List<string> tier = [];
        reader.ReadListStart();
        while (!reader.TryReadEnd())
        {
            if (reader.Peek() == BencodeKind.String) Add(tier, reader.ReadString());
            else reader.ReadRawValue();
        }

        if (tier.Count > 0) _tiers.Add(tier);
    }

    private void Add(List<string> tier, ReadOnlySpan<byte> url)
    {
        // One character too long is enough to be refused as too long.
        if (_urls++ < MaxUrls) tier.Add(UrlText.Of(url[..Math.Min(url.Length, TrackerUrl.MaxLength + 1)]));
    }
}
