using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Clients;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;
using Crawler.Statistics.Occasions;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Composition;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Spool;

/// <summary>Random batches, every field sometimes absent, sometimes extreme; the same for the same seed.</summary>
internal sealed class AnyBatch(int seed)
{
    private static readonly TrackerUrl[] Urls =
        [Some.Tracker, Some.OtherTracker, Some.SecretTracker, TrackerUrl.Parse("udp://[2001:db8::7]:80/announce?a=%FF&b=ü")];

    private static readonly long[] Numbers = [0, 1, -1, 127, 128, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];
    private static readonly double[] Fractions = [0, -0.0, 1.5, double.NaN, double.PositiveInfinity, double.Epsilon, double.MinValue];
    private static readonly string[] Texts = ["", "no such host", "ü\U0001F600\u0000", "refused: unregistered torrent"];
    private static readonly AddressFamily[] Families = [AddressFamily.Unspecified, AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    private readonly Random _random = new(seed);

    public LogBatch Next() => new()
    {
        Writer = $"writer {_random.Next(3)}",
        Sequence = _random.NextInt64(1, long.MaxValue),
        CampaignId = _random.Next(),
        Entries = [.. Enumerable.Range(0, _random.Next(20)).Select(_ => Entry())],
        Estimates = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Estimate())],
        Origins = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => new AddressOrigin(Address(), Maybe(() => "DE"), MaybeValue(() => (long)_random.Next()), Maybe(() => "Some ü net")))],
        Clients = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => new PeerClient(PeerEndpoint.From(Address(), _random.Next(65536)), Maybe(() => new ClientName("Some client", Maybe(() => "1.2.3"))), Time()))],
    };

    private LogEntry Entry() => new(Attempt(), Maybe(() => Schedule()))
    {
        Look = MaybeValue(() => new SwarmLook(Time(), _random.Next(1, int.MaxValue), _random.Next(), _random.Next(2) == 0)),
        Marks = Maybe(() => PeerMarks.From(Of<AddressForm>(), Bytes(_random.Next(9)))),
        AsSent = Maybe(() => new PeerList(Bytes(6 * _random.Next(3)), Bytes(18 * _random.Next(3)))),
    };

    private Attempt Attempt() => new()
    {
        Kind = Of<AttemptKind>(),
        InfoHash = Some.Hash(_random.Next(1000)),
        Tracker = Pick(Urls),
        Event = Of<AnnounceEvent>(),
        NumWant = Int(),
        At = Time(),
        Address = Maybe(Address),
        Family = Pick(Families),
        OwnEndpoint = MaybeValue(() => PeerEndpoint.From(Address(), _random.Next(65_536))),
        Stage = Of<AttemptStage>(),
        Outcome = Of<AttemptOutcome>(),
        DnsTime = MaybeValue(Duration),
        RoundTrip = MaybeValue(Duration),
        HttpStatus = MaybeValue(Int),
        BytesReceived = MaybeValue(Int),
        Transmissions = Int(),
        Reply = Maybe(Reply),
        Counts = Maybe(() => new ScrapeCounts(MaybeValue(Long), MaybeValue(Long), MaybeValue(Long))),
        IntervalAsked = MaybeValue(Long),
        MinIntervalAsked = MaybeValue(Long),
        IntervalUsed = MaybeValue(Duration),
        Retry = Maybe(() => _random.Next(2) == 0 ? RetryAdvice.Never : new RetryAdvice(Duration())),
        ErrorText = Maybe(() => Pick(Texts)),
    };

    private AnnounceReply Reply() => new()
    {
        Peers = Some.Peers([.. Enumerable.Range(0, _random.Next(30)).Select(i => i % 3 == 0 ? Some.V6(i) : Some.V4(i))]),
        TrackerId = Maybe(() => new TrackerId(Bytes(_random.Next(20)))),
        Interval = MaybeValue(Long),
        MinInterval = MaybeValue(Long),
        Complete = MaybeValue(Long),
        Incomplete = MaybeValue(Long),
        Downloaded = MaybeValue(Long),
        Warning = Maybe(() => Pick(Texts)),
        ExternalAddress = Maybe(Address),
        SkippedPeers = Int(),
        Oddities = (ReplyOddities)_random.Next(64),
    };

    private TrackerSchedule Schedule() => new()
    {
        Family = Pick(Families),
        TrackerId = Maybe(() => new TrackerId(Bytes(_random.Next(TrackerId.MaxLength)))),
        Interval = MaybeValue(Duration),
        NotBefore = Time(),
        DueAt = Time(),
        StartedAcknowledged = _random.Next(2) == 0,
        Failures = Int(),
        State = Of<ScheduleState>(),
    };

    private EstimateEntry Estimate() => new()
    {
        InfoHash = Some.Hash(_random.Next(1000)),
        Tracker = Maybe(() => Pick(Urls)),
        Family = Pick(Families),
        Kind = Of<EstimateKind>(),
        From = Time(),
        To = Time(),
        Complete = MaybeValue(Long),
        Incomplete = MaybeValue(Long),
        Size = new SizeEstimate
        {
            Method = Of<SizeMethod>(),
            Flags = (SizeFlags)_random.Next(),
            Size = MaybeValue(Fraction),
            Low = Fraction(),
            High = MaybeValue(Fraction),
            StandardError = MaybeValue(Fraction),
            Occasions = Int(),
            Announces = Int(),
            Sightings = Long(),
            Distinct = Long(),
            SeenOnce = Long(),
            SeenTwice = Long(),
            Vmr = MaybeValue(Fraction),
            Rho = MaybeValue(Fraction),
            Coverage = MaybeValue(Fraction),
            FakeShare = MaybeValue(Fraction),
            SampledShare = Fraction(),
            Survival = MaybeValue(Fraction),
            Arrivals = MaybeValue(Fraction),
        },
    };

    private T? Maybe<T>(Func<T> make)
        where T : class => _random.Next(2) == 0 ? null : make();

    private T? MaybeValue<T>(Func<T> make)
        where T : struct => _random.Next(2) == 0 ? null : make();

    private T Of<T>()
        where T : struct, Enum => Pick(Enum.GetValues<T>());

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];

    private long Long() => _random.Next(2) == 0 ? Pick(Numbers) : _random.NextInt64();

    private int Int() => (int)Math.Clamp(Long(), int.MinValue, int.MaxValue);

    private double Fraction() => _random.Next(2) == 0 ? Pick(Fractions) : _random.NextDouble();

    private TimeSpan Duration() => new(Long());

    private DateTimeOffset Time() => _random.Next(5) switch
    {
        0 => DateTimeOffset.MinValue,
        1 => DateTimeOffset.MaxValue,
        _ => Some.At(_random.Next(1_000_000)),
    };

    private IPAddress Address() => new(Bytes(_random.Next(2) == 0 ? 4 : 16));

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
