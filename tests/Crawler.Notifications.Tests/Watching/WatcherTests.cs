using System.Text.Json;
using Crawler.Notifications.Notices;
using Crawler.Notifications.Watching;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Notifications.Tests.Watching;

public class WatcherTests
{
    private static readonly StoreReading Fine = new(null, 0, 0);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
    private readonly List<Notice> _told = [];
    private Memory _memory = Memory.None;

    private IEnumerable<NoticeKind> Kinds => _told.Select(notice => notice.Kind);

    [Fact]
    public void At_first_nothing_is_told_however_bad_it_is()
    {
        Read(trackers: [Tracker(isDown: true, honesty: 3)], campaigns: [Campaign() with { SeenAt = _time.GetUtcNow().AddDays(-90) }], store: new(null, 5_000, 5_000), minutes: 60);
        Assert.Empty(_told);
    }

    [Fact]
    public void A_tracker_goes_down_and_comes_back()
    {
        Read([Tracker(false)]);
        Read([Tracker(true)], minutes: 5);
        Read([Tracker(null)], minutes: 60);
        Read([Tracker(false)], minutes: 5);
        Assert.Equal([NoticeKind.TrackerDown, NoticeKind.TrackerUp], Kinds);
        Assert.Equal(7, _told[0].SubjectId);
        Assert.Equal("udp://tracker.example:6969/announce has not answered for 40 minutes, found so in 3 quarters of an hour (last: timeout). Our own network was up, as far as can be told.", _told[0].Text);
        Assert.Equal("udp://tracker.example:6969/announce answers again, after 105 minutes without an answer.", _told[1].Text);
    }

    [Fact]
    public void Our_own_outage_tells_of_no_tracker()
    {
        Read([Tracker(false)]);
        Read([Tracker(null)], minutes: 300);
        Read([Tracker(false)]);
        Assert.Empty(_told);
    }

    [Fact]
    public void A_tracker_that_is_new_and_was_never_up_did_not_go_down()
    {
        Read([Tracker(false)]);
        Read([Tracker(false), Tracker(true) with { Id = 8 }], minutes: 10);
        Assert.Empty(_told);
    }

    [Fact]
    public void A_tracker_is_caught_and_believed_again_but_not_for_hovering_about_the_limit()
    {
        Read([Tracker(false, 80)]);
        Read([Tracker(false, 36)]);
        Assert.Empty(_told);
        Read([Tracker(false, 34)]);
        for (var i = 0; i < 10; i++) Read([Tracker(false, i % 2 == 0 ? 30 : 45)]);
        Assert.Equal([NoticeKind.TrackerDoubtful], Kinds);
        Assert.Contains("34 of 100", _told[0].Text);
        Assert.Contains("peers that other trackers never named", _told[0].Text);
        Read([Tracker(false, null)], minutes: 20);
        Assert.Single(_told);
        Read([Tracker(false, 60)]);
        Assert.Equal([NoticeKind.TrackerDoubtful, NoticeKind.TrackerBelieved], Kinds);
    }

    [Fact]
    public void Who_is_first_judged_doubtful_is_news_once_others_were_judged()
    {
        Read([Tracker(false)], isJudged: false);
        Read([Tracker(false, 10)], isJudged: true);
        Assert.Empty(_told);
        Read([Tracker(false, 10), Tracker(false, 5) with { Id = 9 }]);
        Assert.Equal(9, Assert.Single(_told).SubjectId);
    }

    [Fact]
    public void A_campaign_ends()
    {
        Read(campaigns: [Campaign(calls: 10)]);
        Read(campaigns: [Campaign(calls: 10) with { EndedAt = _time.GetUtcNow(), IsAlive = false }], minutes: 5);
        Assert.Equal([NoticeKind.CampaignFinished], Kinds);
        Assert.Equal("Campaign isos ended at 2026-11-25 12:01 UTC with 3 torrents, after 10 calls in its last run.", _told[0].Text);
    }

    [Fact]
    public void A_campaign_that_began_and_ended_between_two_looks_is_told_and_one_of_long_ago_is_not()
    {
        Read(campaigns: []);
        Read(campaigns: [Campaign() with { EndedAt = _time.GetUtcNow().AddSeconds(20) }, Campaign() with { Id = 4, EndedAt = _time.GetUtcNow().AddDays(-2) }]);
        Assert.Equal(3, Assert.Single(_told).SubjectId);
    }

    [Fact]
    public void A_campaign_that_gives_no_sign_of_life_is_stuck_and_goes_on()
    {
        Read(campaigns: [Campaign(calls: 1)]);
        var silent = Campaign(calls: 1) with { IsAlive = false, SeenAt = _time.GetUtcNow() };
        Read(campaigns: [silent], minutes: 15);
        Assert.Empty(_told);
        Read(campaigns: [silent]);
        Assert.Contains("gives no sign of life since 2026-11-25 12:01 UTC", Assert.Single(_told).Text);
        Read(campaigns: [Campaign(calls: 2)]);
        Assert.Equal([NoticeKind.CampaignStuck, NoticeKind.CampaignGoesOn], Kinds);
    }

    [Fact]
    public void A_campaign_that_is_begun_again_has_its_time_to_give_a_sign_of_life()
    {
        var ended = Campaign() with { SeenAt = _time.GetUtcNow().AddDays(-1), EndedAt = _time.GetUtcNow().AddDays(-1), IsAlive = false };
        Read(campaigns: [ended]);
        Read(campaigns: [ended with { EndedAt = null }]);
        Read(campaigns: [Campaign(calls: 1)]);
        Assert.Empty(_told);
        Read(campaigns: [ended]);
        Read(campaigns: [ended with { EndedAt = null }], minutes: 17);
        Assert.Equal([NoticeKind.CampaignFinished, NoticeKind.CampaignStuck], Kinds);
    }

    [Fact]
    public void A_campaign_with_calls_due_that_makes_none_is_stuck_even_from_the_beginning()
    {
        Read(campaigns: [Campaign(calls: 5, pending: 40)], minutes: 17);
        Assert.Equal([NoticeKind.CampaignStuck], Kinds);
        Assert.Contains("made no call for 15 minutes, though 40 are due", _told[0].Text);
    }

    [Fact]
    public void A_campaign_that_waits_for_intervals_is_paused_or_calls_is_well()
    {
        Read(campaigns: [Campaign(calls: 5, pending: 0)], minutes: 60);
        Read(campaigns: [Campaign(calls: 5, pending: 40) with { IsPaused = true }], minutes: 60);
        for (var i = 0; i < 60; i++) Read(campaigns: [Campaign(calls: 6 + i, pending: 40)]);
        Assert.Empty(_told);
    }

    [Fact]
    public void A_campaign_that_says_something_is_wrong_for_long_is_stuck_in_its_words()
    {
        Read(campaigns: [Campaign(calls: 1)]);
        for (var i = 0; i < 17; i++) Read(campaigns: [Campaign(calls: 2 + i) with { Trouble = "the disk is full" }]);
        Assert.EndsWith("that something is wrong: the disk is full", Assert.Single(_told).Text);
    }

    [Fact]
    public void The_store_goes_away_and_comes_back_and_nothing_is_said_of_what_it_would_know()
    {
        Read([Tracker(false)], [Campaign(calls: 1)]);
        Read(store: new("the database does not answer", null, null), minutes: 60, known: false);
        Read([Tracker(false)], [Campaign(calls: 1) with { IsAlive = false }]);
        Read([Tracker(false)], [Campaign(calls: 2)]);
        Assert.Equal([NoticeKind.StoreAway, NoticeKind.StoreBack], Kinds);
        Assert.Contains("has not answered for 10 minutes: the database does not answer", _told[0].Text);
    }

    [Fact]
    public void The_store_falls_behind_and_catches_up_but_not_for_hovering_about_the_limit()
    {
        Read();
        Read(store: new(null, 601, 3), minutes: 11);
        Read(store: new(null, 500, 3), minutes: 11);
        Read(store: new(null, 601, 3), minutes: 11);
        Read(store: new(null, 100, 3));
        Assert.Equal([NoticeKind.StoreLag, NoticeKind.StoreCaughtUp], Kinds);
    }

    [Fact]
    public void After_a_restart_nothing_is_told_again_and_what_happened_meanwhile_is()
    {
        Read([Tracker(false), Tracker(false) with { Id = 8 }], [Campaign(calls: 1)]);
        Read([Tracker(true), Tracker(false) with { Id = 8 }], [Campaign(calls: 2)]);
        Assert.Single(_told);

        _memory = JsonSerializer.Deserialize<Memory>(JsonSerializer.Serialize(_memory))!;
        _time.Advance(TimeSpan.FromHours(9));
        Read([Tracker(true), Tracker(true) with { Id = 8 }], [Campaign() with { EndedAt = _time.GetUtcNow().AddHours(-3) }]);
        Assert.Equal([NoticeKind.TrackerDown, NoticeKind.TrackerDown, NoticeKind.CampaignFinished], Kinds);
        Assert.Equal(8, _told[1].SubjectId);
    }

    [Fact]
    public void Time_in_which_nobody_looked_does_not_count_as_time_that_it_lasted()
    {
        Read();
        Read(store: new(null, 700, 0), minutes: 2);
        _time.Advance(TimeSpan.FromHours(3));
        Read(store: new(null, 700, 0), minutes: 10);
        Assert.Empty(_told);
        Read(store: new(null, 700, 0));
        Assert.Equal([NoticeKind.StoreLag], Kinds);
    }

    [Fact]
    public void What_is_wrong_is_found_by_one_reading()
    {
        var reading = new Reading(_time.GetUtcNow(), new(null, 5_000, 0), [Tracker(true, 5), Tracker(false, 90) with { Id = 8 }, Tracker(null) with { Id = 9 }], true, [Campaign(calls: 1) with { IsAlive = false }]);
        Assert.Equal([NoticeKind.StoreLag, NoticeKind.TrackerDown, NoticeKind.TrackerDoubtful, NoticeKind.CampaignStuck], new Watcher(new WatchRules()).Wrong(reading).Select(notice => notice.Kind));
    }

    private TrackerReading Tracker(bool? isDown, double? honesty = null) => new(
        7, "udp://tracker.example:6969/announce", new LookVerdict(isDown, isDown is true ? _time.GetUtcNow().AddMinutes(-39) : null, 3), "timeout", honesty, "peers that other trackers never named");

    private CampaignReading Campaign(long? calls = null, long pending = 1) => new()
    {
        Id = 3,
        Name = "isos",
        SeenAt = _time.GetUtcNow(),
        IsAlive = true,
        Calls = calls,
        Pending = pending,
        Torrents = 3,
    };

    /// <summary>Once a minute.</summary>
    private void Read(
        IReadOnlyList<TrackerReading>? trackers = null, IReadOnlyList<CampaignReading>? campaigns = null, StoreReading? store = null, int minutes = 1, bool isJudged = true, bool known = true)
    {
        var watcher = new Watcher(new WatchRules());
        for (var i = 0; i < minutes; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            (_memory, var notices) = watcher.Next(_memory, new Reading(_time.GetUtcNow(), store ?? Fine, known ? trackers ?? [] : null, isJudged, known ? campaigns ?? [] : null));
            _told.AddRange(notices);
        }
    }
}
