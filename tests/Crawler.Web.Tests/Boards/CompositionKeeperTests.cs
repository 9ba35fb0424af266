using Crawler.Protocol;
using Crawler.Storage;
using Crawler.Storage.Reports.Stats;
using Crawler.Web.Boards;
using Crawler.Web.Tests.Samples;
using Crawler.Web.Timeframes;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Web.Tests.Boards;

public sealed class CompositionKeeperTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(Sample.Now);
    private readonly List<StatsScope> _asked = [];
    private readonly CompositionKeeper _keeper;
    private Func<StatsScope, CancellationToken, Task<SwarmComposition>> _count = (_, _) => Task.FromResult(Found(1));

    public CompositionKeeperTests() => _keeper = new CompositionKeeper(
        (scope, cancellation) =>
        {
            lock (_asked) _asked.Add(scope);
            return _count(scope, cancellation);
        },
        _clock);

    public void Dispose() => _keeper.Dispose();

    [Fact]
    public async Task What_was_counted_is_kept_for_a_while_and_then_counted_anew()
    {
        var first = await FindAsync();
        _clock.Advance(CompositionKeeper.Fresh - TimeSpan.FromSeconds(1));
        var second = await FindAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        var third = await FindAsync();

        Assert.Equal((Sample.Now, Sample.Now), (first.Found!.At, second.Found!.At));
        Assert.Equal(Sample.Now + CompositionKeeper.Fresh, third.Found!.At);
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task It_is_counted_in_the_time_and_of_the_swarm_that_was_asked_for()
    {
        var hash = InfoHash.Parse(new string('a', 40));
        await FindAsync(hash, "24h");
        await FindAsync(hash, "7d");

        Assert.Equal([hash], _asked[0].Only!);
        Assert.Equal((Sample.Now.AddDays(-1), Sample.Now), (_asked[0].Since, _asked[0].Until));
        Assert.Equal(Sample.Now.AddDays(-7), _asked[1].Since);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_a_second_and_counting_goes_on()
    {
        var end = new TaskCompletionSource<SwarmComposition>();
        _count = (_, _) => end.Task;
        var asking = FindAsync();
        _clock.Advance(CompositionKeeper.Patience);
        var first = await asking;
        end.SetResult(Found(5));
        var second = await FindAsync();

        Assert.Equal(new CompositionLook(null, CompositionWait.Counting), first);
        Assert.Equal(5, second.Found!.Addresses);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task What_took_long_is_shown_while_it_is_counted_anew_and_seldom_is()
    {
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource<SwarmComposition>());
        _count = (_, _) =>
        {
            begun.SetResult();
            return end.Task;
        };
        var first = FindAsync();
        await begun.Task;
        _clock.Advance(TimeSpan.FromSeconds(30));
        await first;
        end.SetResult(Found(5));
        await FindAsync();
        _count = (_, _) => new TaskCompletionSource<SwarmComposition>().Task;

        _clock.Advance(TimeSpan.FromSeconds(20 * 30 - 1));
        Assert.Equal(CompositionWait.None, (await FindAsync()).Wait);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var anew = FindAsync();
        _clock.Advance(CompositionKeeper.Patience);

        Assert.Equal((5, CompositionWait.Counting), ((await anew).Found!.Addresses, (await anew).Wait));
    }

    [Fact]
    public async Task What_takes_too_long_is_given_up_and_not_begun_again_at_once()
    {
        var begun = new TaskCompletionSource();
        _count = async (_, cancellation) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            return Found(0);
        };
        var first = FindAsync();
        await begun.Task;
        _clock.Advance(CompositionKeeper.Longest);
        await first;

        Assert.Equal(new CompositionLook(null, CompositionWait.TooLong), await FindAsync());
        Assert.Equal(CompositionWait.TooLong, (await FindAsync()).Wait);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_of_and_asked_again_by_the_next()
    {
        _count = (_, _) => Task.FromException<SwarmComposition>(new StoreException(StoreProblem.Unreachable, "away"));
        await Assert.ThrowsAsync<StoreException>(() => FindAsync());
        _count = (_, _) => Task.FromResult(Found(3));

        Assert.Equal(3, (await FindAsync()).Found!.Addresses);
    }

    [Fact]
    public async Task So_many_wait_for_their_turn_and_no_more_and_all_swarms_together_have_a_turn_of_their_own()
    {
        _count = (scope, _) => scope.Only is null ? Task.FromResult(Found(9)) : new TaskCompletionSource<SwarmComposition>().Task;
        var whole = await FindAsync();
        for (var i = 0; i < CompositionKeeper.MostWaiting; i++) _ = FindAsync(InfoHash.Parse($"{i:x40}"));
        var late = await FindAsync(InfoHash.Parse(new string('f', 40)));

        Assert.Equal(9, whole.Found!.Addresses);
        Assert.Equal(new CompositionLook(null, CompositionWait.Busy), late);
        // One is counted, the rest wait.
        lock (_asked) Assert.InRange(_asked.Count(scope => scope.Only is not null), 0, 1);
    }

    private Task<CompositionLook> FindAsync(InfoHash? torrent = null, string span = "7d") =>
        _keeper.FindAsync(torrent, Timeframe.Read(span, null, null, null, _clock.GetUtcNow(), out _)!, CancellationToken.None);

    private static SwarmComposition Found(long addresses) => new(addresses, 0, addresses, 0, [], []) { Peers = addresses, PeersWithId = 0, Clients = [] };
}
