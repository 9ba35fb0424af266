using System.Diagnostics.Metrics;
using System.Net.Sockets;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Observations;

/// <summary>
/// The instruments of the meter <c>Crawler</c>: what <see cref="CrawlMeter"/> counts anyway, read when somebody collects, and
/// distributions, recorded only while somebody listens. All crawls of a process add up; what an ended one counted stays
/// counted. No infohash, URL or peer is ever a label. Thread-safe.
/// </summary>
public sealed class CrawlInstruments : IDisposable
{
    /// <summary>Name of the meter, and of the source of spans.</summary>
    public const string Name = "Crawler";

    /// <summary>Seconds: from a tracker next door to the end of the schedule of UDP.</summary>
    private static readonly double[] CallTimes = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60, 120];

    /// <summary>Seconds: a timer's tick to hours of a gate that is closed.</summary>
    private static readonly double[] Lateness = [0.001, 0.01, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400];

    private readonly Meter _meter = new(Name, typeof(CrawlInstruments).Assembly.GetName().Version?.ToString(3));
    private readonly Lock _lock = new();
    private readonly List<RunningInstruments> _running = [];
    private readonly long[] _ended = new long[CallClasses.Count];
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _lateness;
    private readonly Counter<long> _trackerCalls;
    private readonly TrackerLabels _labels = new();
    private long _endedPeers;
    private long _endedNewPeers;

    /// <summary>Of a process, as a rule <see cref="OfProcess"/>.</summary>
    public CrawlInstruments()
    {
        _meter.CreateObservableCounter(
            "crawler.calls", Calls, "{call}", "Calls to trackers that came back, by what came of them; goodbyes and those that we refused ourselves included.");
        _meter.CreateObservableCounter("crawler.peers.seen", () => Sum(meter => meter.Peers, ref _endedPeers), "{peer}", "Peers named by trackers, each time they were.");
        _meter.CreateObservableCounter(
            "crawler.peers.new", () => Sum(meter => meter.NewPeers, ref _endedNewPeers), "{peer}", "Peers that no tracker of their torrent had named before.");
        Gauge("crawler.calls.waiting", "{call}", "Calls that are due and wait for their host's turn.", one => one.Meter.WaitingCalls);
        Gauge("crawler.calls.in_flight", "{call}", "Calls that are out.", one => one.Gate.InFlight);
        Gauge("crawler.sessions", "{session}", "Sessions, one for each torrent, tracker and address family, that are being called.", one => one.Meter.CallingSessions);
        Gauge("crawler.torrents", "{torrent}", "Torrents being crawled.", one => one.Meter.RunningTorrents);
        Gauge("crawler.store.pending", "{record}", "Pieces of the record in memory that neither store nor disk has taken.", one => one.Pipeline.Pending);
        Gauge("crawler.spool.batches", "{batch}", "Batches on disk that wait for the store.", one => one.Pipeline.Waiting.Batches);
        Gauge("crawler.spool.size", "By", "Bytes on disk that wait for the store.", one => one.Pipeline.Waiting.Bytes);
        Gauge("crawler.spool.refused", "{batch}", "Batches the store does not want, kept apart.", one => one.Pipeline.Waiting.Refused);
        _duration = _meter.CreateHistogram(
            "crawler.call.duration", "s", "Time from the first byte sent to the whole answer, name look-up not included; calls without an answer are not in it.", advice: Buckets(CallTimes));
        _lateness = _meter.CreateHistogram("crawler.call.lateness", "s", "How long after it was due a call left.", advice: Buckets(Lateness));
        _trackerCalls = _meter.CreateCounter<long>(
            "crawler.tracker.calls", "{call}", "Calls by tracker host, the first that were called; the others together. Only where the configuration asks for it.");
    }

    /// <summary>Those of this process.</summary>
    public static CrawlInstruments OfProcess { get; } = new();

    /// <summary>The meter itself.</summary>
    internal Meter Meter => _meter;

    /// <summary>Tracker hosts that get a label of their own; 0 for none.</summary>
    public int MostTrackerLabels
    {
        get => _labels.Most;
        set => _labels.Most = value;
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>A crawl begins.</summary>
    internal void Begin(RunningInstruments crawl)
    {
        lock (_lock) _running.Add(crawl);
    }

    /// <summary>A crawl ended; what it counted stays counted.</summary>
    internal void End(RunningInstruments crawl)
    {
        lock (_lock)
        {
            if (!_running.Remove(crawl)) return;
            for (var i = 0; i < _ended.Length; i++) _ended[i] += crawl.Meter.OfClass(i);
            _endedPeers += crawl.Meter.Peers;
            _endedNewPeers += crawl.Meter.NewPeers;
        }
    }

    /// <summary>A call left.</summary>
    internal void Went(TimeSpan late)
    {
        if (_lateness.Enabled) _lateness.Record(Math.Max(0, late.TotalSeconds));
    }

    /// <summary>A call came back.</summary>
    internal void Came(Attempt attempt)
    {
        if (_duration.Enabled && attempt.RoundTrip is { } time)
        {
            _duration.Record(
                time.TotalSeconds,
                new KeyValuePair<string, object?>("outcome", CallClasses.NameOf(attempt.Outcome)),
                new KeyValuePair<string, object?>("network.protocol.name", attempt.Tracker.SchemeName));
        }

        if (_labels.Most > 0 && _trackerCalls.Enabled)
        {
            _trackerCalls.Add(
                1,
                new KeyValuePair<string, object?>("server.address", _labels.Of(attempt.Tracker.RedactedHost)),
                new KeyValuePair<string, object?>("outcome", CallClasses.NameOf(attempt.Outcome)));
        }
    }

    private static InstrumentAdvice<double> Buckets(double[] boundaries) => new() { HistogramBucketBoundaries = boundaries };

    /// <summary>Those that occurred, and answered announces even before the first, so that a rate has somewhere to begin.</summary>
    private List<Measurement<long>> Calls()
    {
        lock (_lock)
        {
            var measurements = new List<Measurement<long>>();
            for (var i = 0; i < _ended.Length; i++)
            {
                var count = _ended[i];
                foreach (var crawl in _running) count += crawl.Meter.OfClass(i);
                if (count > 0 || i == CallClasses.Of(AttemptKind.Announce, AttemptOutcome.Ok, AddressFamily.InterNetwork)) measurements.Add(new(count, CallClasses.Tags(i)));
            }

            return measurements;
        }
    }

    private long Sum(Func<CrawlMeter, long> of, ref long ended)
    {
        lock (_lock) return ended + _running.Sum(crawl => of(crawl.Meter));
    }

    private void Gauge(string name, string unit, string description, Func<RunningInstruments, long> of) => _meter.CreateObservableUpDownCounter(
        name,
        () =>
        {
            lock (_lock) return _running.Sum(of);
        },
        unit,
        description);
}
