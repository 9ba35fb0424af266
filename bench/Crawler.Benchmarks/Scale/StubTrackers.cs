using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.Scale;

/// <summary>
/// Trackers that answer at once and cost next to nothing, so that what is measured is the crawl: an interval of 30 minutes, and of each
/// swarm 1 to 200 peers, 15 on average, by a Zipf law; a swarm has half as many peers again as a reply, so that its trackers overlap.
/// </summary>
/// <param name="trackers">How many there are.</param>
internal sealed class StubTrackers(int trackers) : ITrackerClient
{
    private const int Interval = 1800, MostPeers = 200;

    /// <summary>With this exponent the mean of 1 to 200 is 15.</summary>
    private const double Exponent = 1.37;

    private static readonly double[] Cumulative = ZipfOf(MostPeers, Exponent);
    private static readonly IPAddress Address = IPAddress.Parse("11.1.1.1");

    /// <summary>Every torrent's announce list.</summary>
    public AnnounceTiers Tiers { get; } = AnnounceTiers.Of(Enumerable.Range(0, trackers).Select(i => new[] { $"udp://tracker-{i}.example:6969/announce" }));

    /// <summary>Told of every call as it is made.</summary>
    public Action<TrackerUrl, InfoHash>? Called { get; set; }

    public Task<Attempt> AnnounceAsync(TrackerUrl tracker, AnnounceRequest request, AddressFamily family, CancellationToken cancellation)
    {
        Called?.Invoke(tracker, request.InfoHash);
        var peers = Peers(request.InfoHash, PlaceOf(tracker));
        return Task.FromResult(new Attempt
        {
            Kind = AttemptKind.Announce,
            InfoHash = request.InfoHash,
            Tracker = tracker,
            Event = request.Event,
            NumWant = request.NumWant,
            At = DateTimeOffset.UtcNow,
            Address = Address,
            Family = AddressFamily.InterNetwork,
            Stage = AttemptStage.Done,
            Outcome = AttemptOutcome.Ok,
            IntervalAsked = Interval,
            Reply = new AnnounceReply { Interval = Interval, Peers = peers, Complete = peers.Count, Incomplete = peers.Count / 2 },
        });
    }

    public Task<IReadOnlyList<Attempt>> ScrapeAsync(TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family, CancellationToken cancellation) =>
        throw new NotSupportedException("nobody scrapes here");

    /// <summary>A tracker's place in <see cref="Tiers"/>.</summary>
    public int PlaceOf(TrackerUrl tracker)
    {
        for (var place = 0; place < Tiers.Entries.Count; place++)
            if (Tiers.Entries[place].Url.Equals(tracker)) return place;
        throw new ArgumentException("unknown tracker", nameof(tracker));
    }

    private PeerList Peers(InfoHash swarm, int place)
    {
        var seed = (ulong)swarm.GetHashCode();
        var rank = Array.BinarySearch(Cumulative, Mix(seed) / (double)ulong.MaxValue);
        var count = 1 + Math.Min(rank < 0 ? ~rank : rank, MostPeers - 1);
        var population = count + (count / 2);
        var compact = new byte[count * PeerEndpoint.CompactLengthV4];
        for (var i = 0; i < count; i++)
        {
            var peer = Mix(seed + (ulong)(((place * population / trackers) + i) % population) + 1);
            var bytes = compact.AsSpan(i * PeerEndpoint.CompactLengthV4);
            BitConverter.TryWriteBytes(bytes, (uint)peer);
            bytes[0] = (byte)(11 + (bytes[0] % 80)); // on the public internet
            (bytes[4], bytes[5]) = ((byte)(1 + (peer >> 57)), (byte)(peer >> 40)); // port 0 is nobody's
        }

        return new PeerList(compact, []);
    }

    private static double[] ZipfOf(int most, double exponent)
    {
        var weights = Enumerable.Range(1, most).Select(rank => Math.Pow(rank, -exponent)).ToArray();
        var (sum, total) = (0.0, weights.Sum());
        return [.. weights.Select(weight => sum += weight / total)];
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
