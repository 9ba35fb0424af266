using System.Collections.Concurrent;
using Crawler.Lab;
using Crawler.Storage.Log;
using Crawler.Storage.Spool;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Spool;

public sealed class SpooledLogTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly StoreException Away = new(StoreProblem.Unreachable, "the store is away");
    private static readonly StoreException Refusal = new(StoreProblem.Other, "the store refused");

    private static readonly SpooledLogOptions Quick = new()
    {
        Patience = Patience,
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(2),
        TriesBeforeAside = 3,
    };

    private readonly PrivateFolder _folder = new();
    private readonly ConcurrentQueue<long> _stored = new();
    private readonly ConcurrentQueue<long> _tried = new();
    private readonly DiskSpool _spool;
    private volatile Func<LogBatch, Exception?> _answer = _ => null;

    public SpooledLogTests() => _spool = DiskSpool.Open(_folder["spool"]);

    public void Dispose()
    {
        _spool.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_store_that_is_there_takes_everything_itself()
    {
        await using var log = Log();
        await AppendAsync(log, 1, 3);
        Assert.Equal([1L, 2, 3], _stored);
        Assert.Equal(new LogBacklog(0, 0, 0, null, 0, null), log.Backlog);
    }

    [Fact]
    public async Task While_it_is_away_batches_wait_on_disk_in_order_and_then_go_straight_again()
    {
        await using var log = Log();
        await AppendAsync(log, 1, 1);
        _answer = _ => Away;
        await AppendAsync(log, 2, 5);
        Assert.Equal((5, 5, "the store is away"), (log.Backlog.Batches, log.Backlog.Entries, log.Backlog.Trouble));
        Assert.NotNull(log.Backlog.Oldest);

        _answer = _ => null;
        Assert.True(await log.DrainedAsync(Patience));
        await AppendAsync(log, 7, 1);
        Assert.Equal([1L, 2, 3, 4, 5, 6, 7], _stored);
        Assert.Equal(new LogBacklog(0, 0, 0, null, 0, null), log.Backlog);
    }

    [Fact]
    public async Task Batches_that_come_while_the_disk_is_drained_keep_their_place()
    {
        await using var log = Log();
        _answer = _ => Away;
        await AppendAsync(log, 1, 3);
        _answer = _ => null;
        await AppendAsync(log, 4, 200);
        Assert.True(await log.DrainedAsync(Patience));
        Assert.Equal(Enumerable.Range(1, 203).Select(i => (long)i), _stored);
    }

    [Fact]
    public async Task A_store_that_hangs_is_not_waited_for()
    {
        var hanging = new TaskCompletionSource();
        await using var log = new SpooledLog(
            (batch, cancellation) => hanging.Task.WaitAsync(cancellation).ContinueWith(task => _stored.Enqueue(batch.Sequence), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default),
            "here", _spool, TimeProvider.System, Quick with { Patience = TimeSpan.FromMilliseconds(1) });
        await AppendAsync(log, 1, 2);
        Assert.Equal((2, "the store here does not keep up"), (log.Backlog.Batches, log.Backlog.Trouble));

        // On its way from disk it has the time it takes.
        hanging.SetResult();
        Assert.True(await log.DrainedAsync(Patience));
        Assert.Equal([1L, 2], _stored);
    }

    [Fact]
    public async Task A_refused_batch_is_set_aside_and_stands_in_nobodys_way()
    {
        await using (var log = Log())
        {
            _answer = batch => batch.Sequence == 2 ? Refusal : batch.Sequence == 3 ? new KeyNotFoundException("a bug") : null;
            await AppendAsync(log, 1, 5);
            Assert.True(await log.DrainedAsync(Patience));
            Assert.Equal([1L, 4, 5], _stored);
            Assert.Equal((2, null), (log.Backlog.Refused, log.Backlog.Trouble));
            Assert.Equal(1 + Quick.TriesBeforeAside, _tried.Count(sequence => sequence == 2));
        }

        // Its own writer has gone on, so it comes as another one's first.
        _answer = batch => batch.Writer == "writer/2" ? null : Refusal;
        await using var next = Log();
        Assert.Equal(1, await next.DeliverAsync(CancellationToken.None));
        Assert.Equal(1, next.Backlog.Refused);
    }

    [Fact]
    public async Task What_passes_is_waited_for_however_often_it_fails()
    {
        await using var log = Log();
        var left = 50;
        _answer = _ => Interlocked.Decrement(ref left) > 0 ? new StoreException(StoreProblem.SchemaOlder, "migrate") : null;
        await AppendAsync(log, 1, 1);
        Assert.True(await log.DrainedAsync(Patience));
        Assert.Equal([1L], _stored);
        Assert.Equal(0, log.Backlog.Refused);
    }

    [Fact]
    public async Task A_batch_for_which_there_is_no_room_stays_its_owners()
    {
        using var small = DiskSpool.Open(_folder["small"], new SpoolOptions { Limit = 100 });
        await using var log = new SpooledLog(Store, "here", small, TimeProvider.System, Quick);
        _answer = _ => Away;
        await Assert.ThrowsAsync<SpoolException>(() => AppendAsync(log, 1, 1));
        _answer = _ => null;
        await AppendAsync(log, 1, 1);
        Assert.Equal([1L], _stored);
    }

    [Fact]
    public async Task Who_cannot_wait_for_the_store_has_it_on_disk_and_the_next_run_delivers_it()
    {
        await using (var log = new SpooledLog((_, cancellation) => Task.Delay(Timeout.Infinite, cancellation), "here", _spool, TimeProvider.System, Quick))
        {
            await log.AppendAsync(Some.Batch(1, Some.Announce(0)), new CancellationToken(canceled: true));
            Assert.False(await log.DrainedAsync(TimeSpan.FromMilliseconds(1)));
        }

        await using var next = Log();
        _answer = _ => Away;
        await Assert.ThrowsAsync<StoreException>(() => next.DeliverAsync(CancellationToken.None));
        _answer = _ => null;
        Assert.Equal(1, await next.DeliverAsync(CancellationToken.None));
        Assert.Equal([1L], _stored);
    }

    private SpooledLog Log() => new(Store, "here", _spool, TimeProvider.System, Quick);

    private Task Store(LogBatch batch, CancellationToken cancellation)
    {
        _tried.Enqueue(batch.Sequence);
        if (_answer(batch) is { } error) return Task.FromException(error);
        _stored.Enqueue(batch.Sequence);
        return Task.CompletedTask;
    }

    private static async Task AppendAsync(SpooledLog log, int first, int count)
    {
        for (var i = first; i < first + count; i++) await log.AppendAsync(Some.Batch(i, Some.Announce(i)), CancellationToken.None);
    }
}
