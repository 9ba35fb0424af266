using System.Diagnostics.Metrics;
using Crawler.Actors.Hosts;
using Crawler.Actors.Observations;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Tests.Observations;

public sealed class CrawlInstrumentsTests : IDisposable
{
    private readonly CrawlInstruments _instruments = new();
    private readonly List<(string Name, double Value, string Labels)> _seen = [];

    public void Dispose() => _instruments.Dispose();

    [Fact]
    public async Task What_an_ended_crawl_counted_stays_counted_and_what_it_held_does_not()
    {
        await using var first = new Counted(_instruments);
        await using var second = new Counted(_instruments);
        first.Meter.Came(Samples.Ok(1800));
        second.Meter.Came(Samples.Ok(1800));
        first.Meter.Seen(newPeers: 3, peers: 50);
        first.Meter.Queued(4);
        second.Meter.Queued(1);

        using var listener = Listen();
        Assert.Equal((2, 5), (Collected(listener, "crawler.calls", "outcome=ok kind=announce network.type=unknown"), Collected(listener, "crawler.calls.waiting")));
        _instruments.End(first.Running);
        _instruments.End(first.Running);
        Assert.Equal((2, 1), (Collected(listener, "crawler.calls", "outcome=ok kind=announce network.type=unknown"), Collected(listener, "crawler.calls.waiting")));
        Assert.Equal((3, 50), (Collected(listener, "crawler.peers.new"), Collected(listener, "crawler.peers.seen")));
    }

    [Fact]
    public async Task Distributions_are_recorded_while_somebody_listens()
    {
        await using var crawl = new Counted(_instruments);
        crawl.Meter.Went(TimeSpan.FromSeconds(1));
        using (Listen())
        {
            crawl.Meter.Went(TimeSpan.FromSeconds(2));
            crawl.Meter.Went(TimeSpan.FromSeconds(-2));
            crawl.Meter.Came(Samples.Ok(1800) with { RoundTrip = TimeSpan.FromSeconds(0.25) });
            crawl.Meter.Came(Samples.Failed(AttemptOutcome.Timeout));
        }

        crawl.Meter.Went(TimeSpan.FromSeconds(3));
        Assert.Equal([("crawler.call.lateness", 2, ""), ("crawler.call.lateness", 0, ""), ("crawler.call.duration", 0.25, "outcome=ok network.protocol.name=http")], _seen);
    }

    [Fact]
    public async Task Only_the_first_trackers_have_a_label_of_their_own_and_only_where_asked_for()
    {
        await using var crawl = new Counted(_instruments);
        using var listener = Listen();
        crawl.Meter.Came(Samples.Ok(1800));
        Assert.Empty(_seen);
        _instruments.MostTrackerLabels = 2;
        foreach (var host in (string[])["a.example", "b.example", "c.example", "a.example", "d.example"])
            crawl.Meter.Came(Samples.Ok(1800) with { Tracker = Protocol.Net.TrackerUrl.Parse($"http://{host}/secretpasskey0123456789abcdef0123/announce") });
        Assert.Equal(["a.example", "b.example", "other", "a.example", "other"], _seen.Select(seen => seen.Labels.Split(' ')[0].Replace("server.address=", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_instrument_has_a_unit_a_description_and_a_name_of_ours()
    {
        var instruments = new List<Instrument>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => instruments.Add(instrument) };
        listener.Start();
        var ours = instruments.Where(instrument => instrument.Meter.Name == CrawlInstruments.Name).ToList();
        Assert.NotEmpty(ours);
        Assert.All(ours, instrument =>
        {
            Assert.Matches(@"^crawler(\.[a-z][a-z0-9_]*)+$", instrument.Name);
            Assert.False(string.IsNullOrEmpty(instrument.Unit));
            Assert.EndsWith(".", instrument.Description);
        });
    }

    private double Collected(MeterListener listener, string name, string labels = "")
    {
        _seen.Clear();
        listener.RecordObservableInstruments();
        return Assert.Single(_seen, seen => seen.Name == name && seen.Labels == labels).Value;
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter == _instruments.Meter) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => See(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => See(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void See(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen.Add((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));

    /// <summary>A crawl as far as it is counted.</summary>
    private sealed class Counted : IAsyncDisposable
    {
        private readonly ObservationPipeline _pipeline = new(new NoLog(), ObservationPipelineOptions.Standard);

        public Counted(CrawlInstruments instruments)
        {
            Meter = new CrawlMeter(instruments);
            Running = new RunningInstruments(Meter, new CallGate(100, () => false), _pipeline);
            instruments.Begin(Running);
        }

        public CrawlMeter Meter { get; }

        public RunningInstruments Running { get; }

        public async ValueTask DisposeAsync() => await _pipeline.FlushAsync(TimeSpan.FromSeconds(20));
    }

    private sealed class NoLog : IObservationLog
    {
        public Task AppendAsync(long sequence, IReadOnlyList<Recorded> batch, CancellationToken cancellation) => Task.CompletedTask;
    }
}
