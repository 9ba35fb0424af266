namespace Crawler.Protocol.Scrape;

/// <summary>
/// The short way through a full scrape: one entry of <c>files</c> as nearly every tracker writes it, recognised whole. What
/// looks different in any way, or is not all there yet, is left to the long way.
/// </summary>
internal static class ScrapeEntry
{
    private const int CountsAt = 24; // "20:", the infohash, "d"
    private const int MaxDigits = 18; // cannot overflow

    /// <summary>Reads <c>20:…d8:completei…e10:downloadedi…e10:incompletei…ee</c>, its keys in any order or missing.</summary>
    public static bool TryRead(ReadOnlySpan<byte> data, out ScrapedSwarm swarm, out int length)
    {
        swarm = default;
        length = CountsAt;
        if (data.Length <= CountsAt || !data.StartsWith("20:"u8) || data[CountsAt - 1] != 'd') return false;
        long? complete = null, incomplete = null, downloaded = null;
        while (length < data.Length && data[length] != 'e')
        {
            if (TryCount(data, "8:completei"u8, ref length, ref complete)
                || TryCount(data, "10:downloadedi"u8, ref length, ref downloaded)
                || TryCount(data, "10:incompletei"u8, ref length, ref incomplete)) continue;
            return false;
        }

        if (length == data.Length) return false;
        length++;
        swarm = new ScrapedSwarm(new InfoHash(data.Slice(3, InfoHash.Length)), complete, incomplete, downloaded);
        return true;
    }

    private static bool TryCount(ReadOnlySpan<byte> data, ReadOnlySpan<byte> key, ref int position, ref long? count)
    {
        var rest = data[position..];
        if (!rest.StartsWith(key)) return false;
        rest = rest[key.Length..];
        var value = 0L;
        var digits = 0;
        while (digits < rest.Length && digits <= MaxDigits && (uint)(rest[digits] - '0') <= 9) value = (value * 10) + (rest[digits++] - '0');
        if (digits is 0 or > MaxDigits || digits == rest.Length || rest[digits] != 'e') return false;
        count = value;
        position += key.Length + digits + 1;
        return true;
    }
}
