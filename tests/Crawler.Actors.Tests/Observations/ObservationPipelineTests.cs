using System.Threading.Channels;
using Crawler.Actors.Hosts;
using Crawler.Actors.Observations;
using Crawler.Actors.Trackers;

namespace Crawler.Actors.Tests.Observations;

public sealed class ObservationPipelineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly ObservationPipelineOptions Options = new(BatchSize: 10, BatchTime: TimeSpan.FromMilliseconds(50), HighWater: 5);

    [Fact]
    public async Task Observations_arrive_in_order_in_numbered_batches()
    {
        var log = new Log();
        var pipeline = new ObservationPipeline(log, Options);
        for (var i = 0; i < 25; i++) pipeline.Offer(Observation(i));
        Assert.True(await pipeline.FlushAsync(Patience));

        var batches = await log.AllAsync();
        Assert.Equal(Enumerable.Range(1, batches.Count).Select(n => (long)n), batches.Select(batch => batch.Sequence));
        Assert.Equal(Enumerable.Range(0, 25), batches.SelectMany(batch => batch.Numbers));
        Assert.All(batches, batch => Assert.InRange(batch.Numbers.Length, 1, 10));
    }

    [Fact]
    public async Task A_batch_that_fails_is_tried_again_under_the_same_sequence_until_it_is_written()
    {
        var log = new Log { FailuresFirst = 2 };
        var pipeline = new ObservationPipeline(log, Options);
        pipeline.Offer(Observation(1));
        Assert.True(await pipeline.FlushAsync(Patience));
        Assert.Equal([1L, 1L, 1L], log.Tried);
        Assert.Null(pipeline.Trouble);
    }

    [Fact]
    public async Task What_cannot_be_written_in_time_is_reported_not_forgotten()
    {
        var pipeline = new ObservationPipeline(new Log { FailuresFirst = int.MaxValue }, Options);
        pipeline.Offer(Observation(1));
        Assert.False(await pipeline.FlushAsync(TimeSpan.FromMilliseconds(300)));
        Assert.Equal((1, "the store is away"), (pipeline.Pending, pipeline.Trouble));
    }

    [Fact]
    public async Task When_time_is_over_a_log_that_can_keep_it_elsewhere_is_given_the_chance()
    {
        var log = new Log { KeepsWhenTimeIsOver = true };
        log.Hold();
        var pipeline = new ObservationPipeline(log, Options);
        for (var i = 0; i < 25; i++) pipeline.Offer(Observation(i));
        Assert.True(await pipeline.FlushAsync(TimeSpan.FromMilliseconds(300)));
        Assert.Equal(Enumerable.Range(0, 25), (await log.AllAsync()).SelectMany(batch => batch.Numbers));
    }

    [Fact]
    public async Task What_waits_elsewhere_is_neither_stored_nor_lost()
    {
        var log = new Log { Wait = new LogWait(2, 1, 100, DateTimeOffset.UnixEpoch, 0, "the store is away") };
        var pipeline = new ObservationPipeline(log, Options);
        for (var i = 0; i < 3; i++) pipeline.Offer(Observation(i));
        Assert.True(await pipeline.FlushAsync(Patience));
        Assert.Equal((1, 0, 0, "the store is away"), (pipeline.Stored, pipeline.Unstored, pipeline.Pending, pipeline.Trouble));
    }

    [Fact]
    public async Task Stored_is_what_others_can_read()
    {
        var log = new Log();
        log.Hold();
        var pipeline = new ObservationPipeline(log, Options);
        await pipeline.StoredAsync(); // nothing is on its way
        pipeline.Offer(Observation(1));
        var stored = pipeline.StoredAsync();
        Assert.False(stored.IsCompleted);

        log.Release();
        await stored.WaitAsync(Patience);
    }

    [Fact]
    public async Task Nobody_waits_for_a_pipeline_that_has_ended()
    {
        var pipeline = new ObservationPipeline(new Log { FailuresFirst = int.MaxValue }, Options);
        pipeline.Offer(Observation(1));
        var stored = pipeline.StoredAsync();
        Assert.False(await pipeline.FlushAsync(TimeSpan.FromMilliseconds(100)));

        await stored.WaitAsync(Patience);
    }

    [Fact]
    public async Task Above_the_high_water_mark_the_gate_is_closed_and_opens_again_once_written()
    {
        var log = new Log();
        log.Hold();
        var pipeline = new ObservationPipeline(log, Options);
        var gate = new CallGate(100, () => pipeline.IsSaturated);
        for (var i = 0; i < 5; i++) pipeline.Offer(Observation(i));
        Assert.False(gate.TryEnter());

        log.Release();
        Assert.True(await pipeline.FlushAsync(Patience));
        Assert.True(gate.TryEnter());
    }

    [Fact]
    public void The_gate_caps_calls_in_flight()
    {
        var gate = new CallGate(2, () => false);
        Assert.Equal([true, true, false], [gate.TryEnter(), gate.TryEnter(), gate.TryEnter()]);
        gate.Exit();
        Assert.True(gate.TryEnter());
    }

    private static Observation Observation(int number)
    {
        var session = TrackerSession.New(Samples.Entry("http://a.example/announce"), DateTimeOffset.UnixEpoch);
        return new Observation(Samples.Ok(number), session);
    }

    private sealed class Log : IObservationLog
    {
        private readonly Channel<(long Sequence, int[] Numbers)> _batches = Channel.CreateUnbounded<(long, int[])>();
        private readonly List<long> _tried = [];
        private TaskCompletionSource _held = Completed();
        private int _failures;

        public int FailuresFirst { get; init; }

        public bool KeepsWhenTimeIsOver { get; init; }

        public LogWait Wait { get; init; } = LogWait.None;

        public IReadOnlyList<long> Tried => _tried;

        public void Hold() => _held = new TaskCompletionSource();

        public void Release() => _held.SetResult();

        public async Task AppendAsync(long sequence, IReadOnlyList<Recorded> batch, CancellationToken cancellation)
        {
            _tried.Add(sequence);
            if (!KeepsWhenTimeIsOver) await _held.Task.WaitAsync(cancellation);
            else await Task.WhenAny(_held.Task, Task.Delay(Timeout.Infinite, cancellation));
            if (_failures++ < FailuresFirst) throw new InvalidOperationException("the store is away");
            await _batches.Writer.WriteAsync((sequence, [.. batch.Cast<Observation>().Select(observation => (int)observation.Attempt.IntervalAsked!)]), CancellationToken.None);
        }

        public async Task<List<(long Sequence, int[] Numbers)>> AllAsync()
        {
            _batches.Writer.Complete();
            return await _batches.Reader.ReadAllAsync().ToListAsync();
        }

        private static TaskCompletionSource Completed()
        {
            var source = new TaskCompletionSource();
            source.SetResult();
            return source;
        }
    }
}
