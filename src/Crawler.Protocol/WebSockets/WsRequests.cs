using System.Buffers;
using System.Text.Json;
using Crawler.Protocol.Announce;

namespace Crawler.Protocol.WebSockets;

/// <summary>
/// Writes the JSON messages WebTorrent clients send to trackers. There is no BEP; the reference is the npm package
/// <c>bittorrent-tracker</c>.
/// </summary>
public static class WsRequests
{
    /// <summary>
    /// An announce without WebRTC offers: the tracker counts us while the socket is open and answers with interval and
    /// counts, but has nobody to introduce.
    /// </summary>
    public static byte[] Announce(AnnounceRequest request) => Message("announce", json =>
    {
        WriteBytes(json, "info_hash", request.InfoHash.ToArray());
        WriteBytes(json, "peer_id", request.PeerId.Bytes);
        json.WriteNumber("uploaded", request.Uploaded);
        json.WriteNumber("downloaded", request.Downloaded);
        json.WriteNumber("left", request.Left);
        if (request.Event != AnnounceEvent.None) json.WriteString("event", request.Event.ToString().ToLowerInvariant());
        json.WriteNumber("numwant", 0);
        json.WriteStartArray("offers");
        json.WriteEndArray();
        if (request.TrackerId is { } id) WriteBytes(json, "trackerid", id.Bytes);
    });

    /// <summary>A scrape of one or more swarms.</summary>
    public static byte[] Scrape(IEnumerable<InfoHash> hashes) => Message("scrape", json =>
    {
        json.WriteStartArray("info_hash");
        foreach (var hash in hashes) json.WriteStringValue(BinaryString.Of(hash.ToArray()));
        json.WriteEndArray();
    });

    private static byte[] Message(string action, Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("action", action);
        write(json);
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static void WriteBytes(Utf8JsonWriter json, string name, ReadOnlySpan<byte> bytes) => json.WriteString(name, BinaryString.Of(bytes));
}
