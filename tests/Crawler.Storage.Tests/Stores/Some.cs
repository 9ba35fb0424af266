using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;

namespace Crawler.Storage.Tests.Stores;

/// <summary>Values to test with, the same on every run.</summary>
internal static class Some
{
    public static readonly TrackerUrl Tracker = TrackerUrl.Parse("udp://tracker.example:6969/announce");

    /// <summary>Where a tracker on the public internet answers.</summary>
    public static readonly IPAddress PublicAddress = IPAddress.Parse("1.1.1.1");

    public static readonly TrackerUrl OtherTracker = TrackerUrl.Parse("http://other.example/announce");

    public static readonly TrackerUrl YetAnotherTracker = TrackerUrl.Parse("udp://yet.another.example:1337/announce");

    public const string Passkey = "0123456789abcdef0123456789abcdef";

    public static readonly TrackerUrl SecretTracker = TrackerUrl.Parse($"https://private.example/{Passkey}/announce");

    public static readonly Campaign Campaign = new()
    {
        Name = "first light",
        Manifest = "{}",
        ConfigHash = "c0ffee",
        Version = "0.1.0",
        Vantage = "lab",
        StartedAt = At(0),
    };

    public static Target Target(int number, params TrackerUrl[][] tiers) => new() { InfoHash = Hash(number), Trackers = Tiers(tiers) };

    public static AnnounceTiers Tiers(params TrackerUrl[][] tiers) => AnnounceTiers.Of(tiers.Select(tier => tier.Select(url => url.Reveal())));

    public static InfoHash Hash(int number)
    {
        var bytes = new byte[InfoHash.Length];
        bytes[0] = (byte)(number * 37);
        BitConverter.TryWriteBytes(bytes.AsSpan(4), number);
        return new InfoHash(bytes);
    }

    public static DateTimeOffset At(double seconds) => new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).AddMicroseconds(Math.Round(seconds * 1e6));

    public static PeerEndpoint V4(int number, int port = 6881) =>
        PeerEndpoint.From(new IPAddress([192, 0, (byte)(number >> 8), (byte)number]), port);

    /// <summary>At an address of the public internet, which the others are not.</summary>
    public static PeerEndpoint PublicV4(int number, int port = 6881) =>
        PeerEndpoint.From(new IPAddress([8, 8, (byte)(number >> 8), (byte)number]), port);

    public static PeerEndpoint V6(int number, int port = 6881) => PeerEndpoint.From(IPAddress.Parse($"2001:db8::{number:x}"), port);

    public static PeerList Peers(params PeerEndpoint[] peers) =>
        new([.. peers.Where(peer => !peer.IsV6).SelectMany(Compact)], [.. peers.Where(peer => peer.IsV6).SelectMany(Compact)]);

    /// <summary>A successful announce with these peers.</summary>
    public static Attempt Announce(double seconds, params PeerEndpoint[] peers) => new()
    {
        Kind = AttemptKind.Announce,
        InfoHash = Hash(1),
        Tracker = Tracker,
        At = At(seconds),
        Stage = AttemptStage.Done,
        Outcome = AttemptOutcome.Ok,
        Transmissions = 1,
        RoundTrip = TimeSpan.FromMilliseconds(20),
        Reply = new AnnounceReply { Peers = Peers(peers) },
    };

    public static Attempt Scrape(double seconds, ScrapeCounts? counts) => Announce(seconds) with { Kind = AttemptKind.Scrape, Reply = null, Counts = counts };

    public static Attempt Failure(double seconds, AttemptOutcome outcome, string error) =>
        (Announce(seconds) with { Reply = null, RoundTrip = null }).Failed(AttemptStage.Connect, outcome, error);

    public static TrackerSchedule Schedule(double dueInSeconds) =>
        new() { NotBefore = At(dueInSeconds - 60), DueAt = At(dueInSeconds) };

    public static LogBatch Batch(long sequence, params Attempt[] attempts) => Batch("writer", sequence, attempts);

    public static LogBatch Batch(string writer, long sequence, params Attempt[] attempts) =>
        new() { Writer = writer, Sequence = sequence, CampaignId = 1, Entries = [.. attempts.Select(attempt => new LogEntry(attempt))] };

    /// <summary>What one tracker's burst of a minute told of a swarm of this size.</summary>
    public static EstimateEntry Estimate(double seconds, double size = 1000) => new()
    {
        Kind = EstimateKind.Snapshot,
        InfoHash = Hash(1),
        Tracker = Tracker,
        Family = AddressFamily.InterNetwork,
        From = At(seconds - 60),
        To = At(seconds),
        Size = new SizeEstimate { Method = SizeMethod.Darroch, Size = size, Low = size * 0.9, High = size * 1.1, Occasions = 5 },
    };

    public static LogBatch Estimates(long sequence, params EstimateEntry[] estimates) => Batch(sequence) with { Estimates = estimates };

    private static byte[] Compact(PeerEndpoint peer)
    {
        var bytes = new byte[PeerEndpoint.CompactLengthV6];
        return bytes[..peer.WriteCompact(bytes)];
    }
}
