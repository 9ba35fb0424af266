using System.Net.Sockets;
using System.Security.Cryptography;
using Crawler.Protocol;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Views;

namespace Crawler.Web.Tests.Samples;

/// <summary>Sixty torrents, some of them with names that strangers would write.</summary>
internal static class SampleTorrents
{
    /// <summary>Tries to run in a page.</summary>
    public const string Script = "<script>alert(1)</script>";

    /// <summary>Reads from right to left and tries to turn round what stands beside it.</summary>
    public const string RightToLeft = "לינוקס \u202Egpj.exe";

    /// <summary>300 characters without a space.</summary>
    public static readonly string Long = string.Concat(Enumerable.Repeat("longname", 38))[..300];

    /// <summary>In the order of registration.</summary>
    public static readonly IReadOnlyList<TorrentListing> All = [.. Enumerable.Range(0, 60).Select(Of)];

    /// <summary>Numbers of the trackers that a torrent, by its place, is registered at.</summary>
    public static IReadOnlyList<int> TrackersOf(int place) => [.. new[] { 1, 2 + (place % 5), 8, 9 + (place % 3) }.Distinct()];

    private static TorrentListing Of(int place)
    {
        var isCalled = place % 12 != 11;
        var peers = Math.Round(12_000 / Math.Pow(place + 1, 0.9), 1);
        return new TorrentListing
        {
            InfoHash = Hash(place),
            Name = place switch
            {
                0 => "debian-13.2.0-amd64-netinst.iso",
                1 => Script,
                2 => RightToLeft,
                3 => Long,
                4 => null,
                5 => "\"quotes\" & 'apostrophes' <b>bold</b>",
                _ => $"Sample swarm {place:00}",
            },
            ContentBytes = place % 7 == 6 ? null : 700_000_000L + (place * 13_777_777L),
            Size = isCalled && place % 10 != 9 ? SizeOf(place, peers) : null,
            Seen = isCalled ? (long)(peers * 0.83) : null,
            Complete = isCalled && place % 8 != 7 ? (long)(peers * 0.6) : null,
            Incomplete = isCalled && place % 8 != 7 ? (long)(peers * 0.35) : null,
            Trackers = isCalled ? 4 : 0,
            TrackersAnswering = isCalled ? 3 : 0,
            Calls = isCalled ? 480 - place : 0,
            LastAt = isCalled ? Sample.Now.AddMinutes(-place) : null,
        };
    }

    private static ListedSize SizeOf(int place, double peers)
    {
        var family = place % 4 == 3 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        var at = Sample.Now.AddMinutes(-20 - place);
        return (place % 6) switch
        {
            4 => new ListedSize(null, Math.Round(peers * 0.8), null, SizeFlags.FewOccasions | SizeFlags.Unbounded, family, at),
            5 => new ListedSize(peers, peers * 0.4, null, SizeFlags.FewRecaptures | SizeFlags.Unbounded, family, at),
            3 => new ListedSize(peers, peers * 0.9, peers * 1.3, SizeFlags.Overdispersed | SizeFlags.ClaimMismatch, family, at),
            _ => new ListedSize(peers, peers * 0.955, peers * 1.052, SizeFlags.None, family, at),
        };
    }

    private static InfoHash Hash(int place) => new(SHA256.HashData([(byte)place]).AsSpan(0, InfoHash.Length));
}
