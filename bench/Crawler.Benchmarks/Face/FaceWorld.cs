using System.Globalization;
using Crawler.Benchmarks.Ingest;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.Face;

/// <summary>
/// What a month of a large crawl has left: at full scale 100,000 torrents on five of 5,000 trackers each, 7 million calls, a million
/// sightings. Torrents are numbered by size from 1; a few hundred of them are called every half hour, the rest about every third
/// day, the last hundredth never. Everything follows from numbers, so that nothing has to be kept.
/// </summary>
/// <param name="scale">Share of the full world.</param>
/// <param name="end">When it was called last, a whole hour.</param>
internal sealed class FaceWorld(double scale, DateTimeOffset end)
{
    public const int Days = 30;
    public const int PerTorrent = 5;

    /// <summary>Every torrent is on one of these.</summary>
    public const int LargeTrackers = 5;

    /// <summary>Largest swarms have so many peers.</summary>
    private const int Largest = 20_000;

    private const int Minutes = Days * 24 * 60;

    private static readonly string[] Words =
        ["debian", "archive", "lecture", "live", "dataset", "nightly", "Ελλάδα", "concert", "mirror", "atlas", "日本", "genome", "radio", "maps", "1080p", "x86_64"];

    public DateTimeOffset End => end;

    public DateTimeOffset Start => end.AddDays(-Days);

    public int Torrents { get; } = Math.Max(1_000, (int)(100_000 * scale));

    public int Trackers { get; } = Math.Max(50, (int)(5_000 * scale));

    public int Hot { get; } = Math.Max(20, (int)(200 * scale));

    private long Calls { get; } = Math.Max(70_000, (long)(7_000_000 * scale));

    private long ColdPairs => (Torrents - Hot - (Torrents / 100)) * (long)PerTorrent;

    /// <summary>The tracker in this place of a torrent's list, from 0.</summary>
    public int TrackerOf(int torrent, int place)
    {
        if (place == 0) return 1 + (torrent % LargeTrackers);
        var others = Trackers - LargeTrackers;
        return LargeTrackers + 1 + (int)((Of(torrent, 0) + (ulong)(place * (others / PerTorrent))) % (ulong)others);
    }

    /// <summary>The number of the family asked over.</summary>
    public static short FamilyOf(int torrent, int place) => Of(torrent, place + 1) % 10 == 0 ? (short)6 : (short)4;

    /// <summary>How many peers a torrent has.</summary>
    public static int PeersOf(int torrent) => torrent <= 3 ? Largest : Math.Max(1, 3 * Largest / torrent);

    /// <summary>Its name; null for a fifth of them.</summary>
    public static string? NameOf(int torrent)
    {
        var bits = Of(torrent, 7);
        return bits % 5 == 0 ? null : string.Create(
            CultureInfo.InvariantCulture, $"{Words[(bits >> 8) % 16]}.{Words[(bits >> 16) % 16]}-{(bits >> 24) % 40}.{(bits >> 32) % 10}.{Words[(bits >> 40) % 16]}.{torrent}");
    }

    /// <summary>Its announce URL.</summary>
    public static TrackerUrl UrlOf(int tracker)
    {
        var bits = Of(tracker, 11);
        var authority = string.Create(CultureInfo.InvariantCulture, $"tracker{tracker}.{Words[bits % 6]}.example:{1337 + (int)((bits >> 8) % 9000)}");
        return TrackerUrl.Parse(((bits >> 32) % 10) switch
        {
            < 6 => $"udp://{authority}/announce",
            < 8 => $"http://{authority}/announce",
            < 9 => $"https://{authority}/announce",
            // A passkey that nobody is to see.
            _ => $"https://{authority}/{bits:x16}{Of(tracker, 12):x16}/announce",
        });
    }

    /// <summary>The calls that began in a minute of the month, in order: torrent, place of the tracker in its list, share of the minute.</summary>
    public IEnumerable<(int Torrent, int Place, double Share)> CallsIn(int minute)
    {
        var hotPairs = (long)Hot * PerTorrent;
        var (from, to) = (hotPairs * minute / 30, hotPairs * (minute + 1) / 30);
        var cold = Math.Max(1, Calls - (hotPairs * Minutes / 30));
        var (coldFrom, coldTo) = (cold * minute / Minutes, cold * (minute + 1) / Minutes);
        var (all, number) = (to - from + coldTo - coldFrom, 0);
        for (var i = from; i < to; i++) yield return Call(i % hotPairs, 0);
        for (var i = coldFrom; i < coldTo; i++) yield return Call((long)((Int128)i * Step % ColdPairs), Hot);

        (int, int, double) Call(long pair, int before) => (1 + before + (int)(pair / PerTorrent), (int)(pair % PerTorrent), number++ / (double)all);
    }

    /// <summary>What comes of a call: three fifths of trackers nearly always answer, a quarter in stretches, the rest never did.</summary>
    public AttemptOutcome OutcomeOf(int tracker, DateTimeOffset at, ulong bits)
    {
        if (at >= end.AddDays(-12) && at < end.AddDays(-12).AddHours(2)) return AttemptOutcome.Unknown;
        var stretch = Of(tracker, (int)(at.ToUnixTimeSeconds() / 21_600)) % 1000;
        var character = tracker <= LargeTrackers ? 0 : Of(tracker, 13) % 20;
        if (stretch >= (character < 12 ? 995ul : character < 17 ? 800ul : 1ul))
        {
            return (Of(tracker, 14) % 4) switch
            {
                0 => AttemptOutcome.DnsFailed,
                1 => AttemptOutcome.ConnectFailed,
                2 => AttemptOutcome.HttpError,
                _ => AttemptOutcome.Timeout,
            };
        }

        return bits % 50 == 0 ? AttemptOutcome.Refused : AttemptOutcome.Ok;
    }

    /// <summary>Round trip of an answer, microseconds.</summary>
    public static long RoundTripOf(int tracker, ulong bits) => (long)((15_000 + Of(tracker, 15) % 300_000) * (0.8 + (bits % 1024 / 700.0)));

    /// <summary>Bits that follow from two numbers.</summary>
    public static ulong Of(int one, int other) => ZipfSwarms.Mix(((ulong)(uint)one << 32) | (uint)other);

    /// <summary>Shares no factor with the pairs, so that each comes once before any comes again, far from the one before.</summary>
    private long Step
    {
        get
        {
            if (_step == 0)
            {
                _step = (long)(ColdPairs * 0.618);
                while (Gcd(_step, ColdPairs) != 1) _step++;
            }

            return _step;
        }
    }

    private long _step;

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}
