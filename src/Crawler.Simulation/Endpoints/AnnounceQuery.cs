using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Simulation.Endpoints;

/// <summary>Reads what a client tells an HTTP tracker in its query (BEP 3, 23, 48): raw bytes are <c>%XX</c>-escaped there.</summary>
internal static class AnnounceQuery
{
    /// <summary>More swarms than this are not scraped at once.</summary>
    public const int MaxScraped = 100;

    /// <summary>The announce; false where <c>info_hash</c>, <c>peer_id</c> or <c>port</c> is missing or cannot be read.</summary>
    public static bool TryRead(string query, [NotNullWhen(true)] out AnnounceRequest? request)
    {
        request = null;
        var values = new Dictionary<string, byte[]>();
        foreach (var (key, value) in Pairs(query)) values.TryAdd(key, value);
        if (!values.TryGetValue("info_hash", out var hash) || hash.Length != InfoHash.Length
            || !values.TryGetValue("peer_id", out var peerId) || peerId.Length != PeerId.Length
            || Number("port") is not (>= 0 and <= ushort.MaxValue and var port)) return false;

        request = new AnnounceRequest
        {
            InfoHash = new InfoHash(hash),
            PeerId = new PeerId(peerId),
            Port = (int)port,
            // Who does not say what is missing is taken for a leecher, as trackers do.
            Left = Number("left") ?? 1,
            NumWant = (int)Math.Clamp(Number("numwant") ?? AnnounceRequest.DefaultNumWant, AnnounceRequest.DefaultNumWant, int.MaxValue),
            WantsPeerIds = values.TryGetValue("compact", out var compact) && compact is [(byte)'0'],
            Event = values.TryGetValue("event", out var word) ? EventOf(word) : AnnounceEvent.None,
        };
        return true;

        long? Number(string key) =>
            values.TryGetValue(key, out var digits) && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>The swarms of a scrape; those that are no infohash are left out.</summary>
    public static IReadOnlyList<InfoHash> Scraped(string query) =>
    [
        .. Pairs(query).Where(pair => pair is { Key: "info_hash", Value.Length: InfoHash.Length })
            .Take(MaxScraped).Select(pair => new InfoHash(pair.Value)),
    ];

    private static IEnumerable<(string Key, byte[] Value)> Pairs(string query)
    {
        foreach (var pair in query.Split('&'))
        {
            var equals = pair.IndexOf('=');
            if (equals > 0 && PercentEncoding.TryDecode(pair.AsSpan(equals + 1), out var value)) yield return (pair[..equals], value);
        }
    }

    private static AnnounceEvent EventOf(byte[] word) => Encoding.ASCII.GetString(word) switch
    {
        "started" => AnnounceEvent.Started,
        "stopped" => AnnounceEvent.Stopped,
        "completed" => AnnounceEvent.Completed,
        _ => AnnounceEvent.None,
    };
}
