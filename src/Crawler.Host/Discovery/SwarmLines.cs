using System.Buffers;
using System.Globalization;
using System.Text;
using Crawler.Host.Formatting;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Host.Discovery;

/// <summary>Writes a swarm as one line.</summary>
/// <param name="line">Where the line goes.</param>
/// <param name="found">The swarm.</param>
internal delegate void SwarmLine(IBufferWriter<byte> line, in FoundSwarm found);

/// <summary>The forms a found swarm is written in.</summary>
internal static class SwarmLines
{
    /// <summary>
    /// A list that <c>crawl</c> reads: <c>0123…  # 12 seeders, 3 leechers</c>. With <paramref name="trackers"/> a magnet link
    /// that names them, its infohash last: a line that was cut off is no target then.
    /// </summary>
    public static SwarmLine List(IReadOnlyList<TrackerUrl> trackers)
    {
        var before = trackers.Count == 0 ? "" : $"magnet:?{string.Concat(trackers.Select(tracker => $"tr={Uri.EscapeDataString(tracker.Reveal())}&"))}xt=urn:btih:";
        var prefix = Encoding.ASCII.GetBytes(before);
        return (IBufferWriter<byte> line, in FoundSwarm found) =>
        {
            var swarm = found.Swarm;
            line.Write(prefix);
            Span<byte> bytes = stackalloc byte[InfoHash.Length];
            swarm.InfoHash.CopyTo(bytes);
            Convert.TryToHexStringLower(bytes, line.GetSpan(2 * InfoHash.Length), out var digits);
            line.Advance(digits);
            var behind = "  # "u8;
            Append(line, ref behind, swarm.Complete, " seeder"u8);
            Append(line, ref behind, swarm.Incomplete, " leecher"u8);
            Append(line, ref behind, swarm.Downloaded, " download"u8);
            line.Write("\n"u8);
        };
    }

    /// <summary>One JSON object (docs/json.md).</summary>
    public static SwarmLine Json { get; } = (IBufferWriter<byte> line, in FoundSwarm found) =>
    {
        var swarm = found.Swarm;
        var text = JsonLine.Of(new DiscoveredSwarm(swarm.InfoHash.ToString(), found.Source.ToString(), swarm.Complete, swarm.Incomplete, swarm.Downloaded));
        Encoding.UTF8.GetBytes(text, line);
        line.Write("\n"u8);
    };

    private static void Append(IBufferWriter<byte> line, ref ReadOnlySpan<byte> before, long? claimed, ReadOnlySpan<byte> what)
    {
        if (SwarmFilter.Count(claimed) is not { } count) return;
        line.Write(before);
        before = ", "u8;
        count.TryFormat(line.GetSpan(20), out var digits, default, CultureInfo.InvariantCulture);
        line.Advance(digits);
        line.Write(what);
        if (count != 1) line.Write("s"u8);
    }

    private sealed record DiscoveredSwarm(string InfoHash, string Tracker, long? Complete, long? Incomplete, long? Downloaded);
}
