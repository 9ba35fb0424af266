using Crawler.Host.Notifying;
using Crawler.Notifications.Watching;
using Crawler.Protocol.Attempts;

namespace Crawler.Host.Tests.Notifying;

public sealed class StoreLookTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 1, 0, TimeSpan.Zero);

    private readonly NotifiedStore _notified = new();

    public void Dispose() => _notified.Dispose();

    [Fact]
    public async Task A_tracker_that_answers_is_up() => Assert.False(await IsDownAsync((60, AttemptOutcome.Ok), (1, AttemptOutcome.Ok)));

    [Fact]
    public async Task One_that_refuses_answers_too() => Assert.False(await IsDownAsync((60, AttemptOutcome.Ok), (1, AttemptOutcome.Refused)));

    [Fact]
    public async Task One_that_failed_for_long_is_down() => Assert.True(await IsDownAsync((60, AttemptOutcome.Ok), (45, AttemptOutcome.Timeout), (1, AttemptOutcome.ConnectFailed)));

    [Fact]
    public async Task One_that_failed_once_is_not() => Assert.Null(await IsDownAsync((60, AttemptOutcome.Ok), (1, AttemptOutcome.Timeout)));

    [Fact]
    public async Task Our_own_outage_says_nothing_of_it() =>
        Assert.False(await IsDownAsync((90, AttemptOutcome.Ok), (60, AttemptOutcome.Unknown), (30, AttemptOutcome.Unknown), (1, AttemptOutcome.Unknown)));

    [Fact]
    public async Task A_failure_before_our_own_outage_is_still_only_one() =>
        Assert.Null(await IsDownAsync((120, AttemptOutcome.Ok), (90, AttemptOutcome.Timeout), (60, AttemptOutcome.Unknown), (30, AttemptOutcome.Unknown), (1, AttemptOutcome.Unknown)));

    [Fact]
    public async Task Calls_that_we_did_not_make_say_nothing() =>
        Assert.Null(await IsDownAsync((120, AttemptOutcome.Blocked), (60, AttemptOutcome.NoAddress), (1, AttemptOutcome.Unsupported)));

    [Fact]
    public async Task A_campaign_stands_as_the_store_has_it()
    {
        await _notified.CallsAsync(Now, (1, AttemptOutcome.Ok));
        await using var store = await _notified.OpenAsync();
        await store.Campaigns.ReportProgressAsync(1, Now.AddSeconds(-5), """{"campaign":"isos","at":"2026-11-25T12:00:55Z","elapsed_s":1,"left_s":null,"paused":false,"torrents":4,"torrents_to_begin":0,"sessions":1,"sessions_called":1,"measured":null,"due":2,"in_flight":1,"calls":9,"answered":9,"calls_per_s":1,"outcomes_per_s":{},"peers":1,"new_peers_per_s":0,"late_p50_s":null,"late_p99_s":null,"stored":9,"unstored":0,"spool_batches":0,"spool_bytes":0,"aggregate_lag_batches":0,"memory_bytes":1,"eta_s":null,"trouble":"the disk is full"}""");
        var campaign = Assert.Single((await LookAsync()).Campaigns!);

        Assert.Equal(("isos", true, false, (long?)9, (long?)3, "the disk is full"), (campaign.Name, campaign.IsAlive, campaign.IsPaused, campaign.Calls, campaign.Pending, campaign.Trouble));
    }

    private async Task<bool?> IsDownAsync(params (int MinutesAgo, AttemptOutcome Outcome)[] calls)
    {
        await _notified.CallsAsync(Now, calls);
        var tracker = Assert.Single((await LookAsync()).Trackers!);
        Assert.Equal("udp://tracker.example:6969/announce", tracker.Name);
        return tracker.Verdict.IsDown;
    }

    private async Task<Reading> LookAsync()
    {
        await using var store = await _notified.OpenAsync();
        return await new StoreLook(store, new WatchRules()).TakeAsync(Now, CancellationToken.None);
    }
}
