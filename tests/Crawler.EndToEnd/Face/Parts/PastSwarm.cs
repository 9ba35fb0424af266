using System.Net;
using System.Text;
using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.EndToEnd.Face.Parts;

/// <summary>A swarm that was measured for a month: it breathes with the days, grows or fades, and its peers come and go.</summary>
/// <param name="Name">What it is called; not of the real world.</param>
/// <param name="Size">Peers on the last day.</param>
/// <param name="Growth">By how much of that it grew in the month; negative for one that fades.</param>
/// <param name="Content">Bytes of content.</param>
internal sealed record PastSwarm(string Name, int Size, double Growth, long Content)
{
    private const int Named = 20;
    private const double StaysFor = 18; // hours

    /// <summary>Markup in a name is text.</summary>
    public const string Hostile = "<script>alert('named')</script><img src=//elsewhere.example/x.png>";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<PastSwarm> All =
    [
        new("open-atlas-2026.10-full.iso", 2_400, 0.5, 6_900_000_000),
        new("lantern-linux-14.2-amd64.iso", 1_150, -0.8, 3_200_000_000),
        new("Field Recordings of the North Sea (2025) FLAC", 430, 0.1, 18_400_000_000),
        new("wikivault-2026-11-01-text.tar.zst", 260, 0.6, 24_100_000_000),
        new("The Slow Harbour (2019) 2160p", 3_900, -0.3, 14_700_000_000),
        new("kestrel-bsd-9.1-powerpc.img", 38, -0.5, 690_000_000),
        new("astro-survey-tiles-run-12", 120, 0.2, 412_000_000_000),
        new("Übersicht – Карта – χάρτης (maps)", 75, 0.3, 2_300_000_000),
        new(Hostile, 18, 0, 1_000_000),
    ];

    /// <summary>Its infohash: made of its name.</summary>
    public InfoHash InfoHash { get; } = InfoHash.OfInfoV1(Encoding.UTF8.GetBytes($"past: {Name}"));

    /// <summary>Peers so many hours ago.</summary>
    public int SizeAt(double hoursAgo) =>
        Math.Max(2, (int)(Size * (1 - Growth * hoursAgo / Past.Hours) * (1 + 0.14 * Math.Cos((hoursAgo + 3) / 24 * 2 * Math.PI))));

    /// <summary>Those a tracker that lists a share of them names in one answer.</summary>
    /// <param name="hoursAgo">When it was asked.</param>
    /// <param name="tracker">Which: each lists another part.</param>
    /// <param name="random">Draws.</param>
    public PeerList Peers(double hoursAgo, int tracker, Random random)
    {
        var size = SizeAt(hoursAgo);
        // Peers are numbered in the order they join; those here now are the last of them.
        var last = (long)(Size * (Past.Hours - hoursAgo) / StaysFor) + size;
        var bytes = new List<byte>();
        for (var i = 0; i < Named; i++)
        {
            var peer = last - random.Next(size);
            if ((peer * 7 + tracker) % 5 < 2) continue;
            var number = (uint)(peer * 2_654_435_761) ^ (uint)InfoHash.GetHashCode();
            var compact = new byte[PeerEndpoint.CompactLengthV4];
            PeerEndpoint.From(new IPAddress([(byte)(60 + number % 30), (byte)(number >> 8), (byte)(number >> 16), (byte)(1 + (number >> 24) % 250)]), 6881 + (int)(peer % 40)).WriteCompact(compact);
            bytes.AddRange(compact);
        }

        return new PeerList([.. bytes], []);
    }
}
