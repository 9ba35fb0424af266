using System.Globalization;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Preferences;

/// <summary>
/// What a host's owner says in DNS about trackers there (BEP 34): on which ports they run, if any. People put the URLs
/// of ordinary web sites into torrents; this is how such a site asks to be left alone.
/// </summary>
public sealed record TrackerPreference
{
    /// <summary>The host says nothing: whatever the torrent names may be called.</summary>
    public static readonly TrackerPreference None = new();

    /// <summary>What a record says, in words, that names no port; the record of attempts is read by it.</summary>
    internal const string NoTrackers = "no trackers here (BEP 34)";

    private const string FirstWord = "BITTORRENT";

    /// <summary>Whether there is a record at all.</summary>
    public bool IsStated { get; private init; }

    /// <summary>TCP ports with a tracker (HTTP, WebSocket), in order of preference.</summary>
    public IReadOnlyList<int> TcpPorts { get; private init; } = [];

    /// <summary>UDP ports with a tracker, in order of preference.</summary>
    public IReadOnlyList<int> UdpPorts { get; private init; } = [];

    /// <summary>Whether the record says that no tracker runs on this host.</summary>
    public bool DeniesAll => IsStated && TcpPorts.Count == 0 && UdpPorts.Count == 0;

    /// <summary>
    /// Reads a host's TXT records. Words are case-sensitive and separated by spaces; the first must be
    /// <c>BITTORRENT</c>; unknown words (<c>DENY ALL</c> among them) are for people and mean nothing by themselves.
    /// </summary>
    public static TrackerPreference Parse(IEnumerable<string> txtRecords)
    {
        List<int> tcp = [], udp = [];
        var isStated = false;
        foreach (var words in txtRecords.Select(record => record.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (words is not [FirstWord, ..]) continue;
            isStated = true;
            foreach (var word in words)
            {
                if (TryPort(word, "TCP:", out var port) && !tcp.Contains(port)) tcp.Add(port);
                else if (TryPort(word, "UDP:", out port) && !udp.Contains(port)) udp.Add(port);
            }
        }

        return isStated ? new TrackerPreference { IsStated = true, TcpPorts = tcp, UdpPorts = udp } : None;
    }

    /// <summary>Whether a tracker of this scheme may be called on this port.</summary>
    public bool Allows(TrackerScheme scheme, int port) => !IsStated || (scheme == TrackerScheme.Udp ? UdpPorts : TcpPorts).Contains(port);

    /// <summary>What the record says, in one line for a person.</summary>
    public override string ToString() => !IsStated ? "no preference" : DeniesAll
        ? NoTrackers
        : $"trackers only on {string.Join(", ", TcpPorts.Select(port => $"TCP {port}").Concat(UdpPorts.Select(port => $"UDP {port}")))} (BEP 34)";

    private static bool TryPort(string word, string protocol, out int port)
    {
        port = 0;
        return word.StartsWith(protocol, StringComparison.Ordinal)
            && int.TryParse(word.AsSpan(protocol.Length), NumberStyles.None, null, out port)
            && port is > 0 and <= ushort.MaxValue;
    }
}
