using System.Net;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Protocol.Preferences;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Log;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class LeftAloneContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly TrackerPreference Nowhere = TrackerPreference.Parse(["BITTORRENT DENY ALL"]);
    private static readonly TrackerPreference Elsewhere = TrackerPreference.Parse(["BITTORRENT UDP:1337"]);
    private static readonly TrackerUrl Third = TrackerUrl.Parse("udp://third.invalid:6969/announce");
    private static readonly TrackerUrl SameHost = TrackerUrl.Parse("http://tracker.example/announce");

    [Fact]
    public async Task Nobody_is_left_alone_in_an_empty_store() => Assert.True((await ReadAsync()).IsEmpty);

    [Fact]
    public async Task A_host_that_says_so_in_DNS_is_left_alone_whole_from_then_on()
    {
        await AppendAsync(
            Some.Announce(0),
            Denied(60, Nowhere),
            Denied(90, Nowhere) with { Tracker = SameHost, InfoHash = Some.Hash(2) },
            Some.Announce(120) with { Tracker = Some.OtherTracker });

        var host = Assert.Single((await ReadAsync()).Trackers);

        Assert.Equal((LeftAloneReason.NoTrackerOnHost, "tracker.example"), (host.Reason, host.Who));
        Assert.Equal((Some.At(60), Some.At(90), 2, 2), (host.Since, host.LastAt, host.Times, host.Swarms));
        Assert.Equal((0, (DateTimeOffset?)null), (host.CallsSince, host.LastCallAt));
        Assert.Equal(2, host.TrackerIds.Count);
        Assert.EndsWith("says: no trackers here (BEP 34)", host.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_to_any_URL_of_a_denied_host_afterwards_is_counted_a_canary_too_and_a_name_looked_up_is_none()
    {
        await Store.RegisterAsync([Some.Target(3, [SameHost]) with { IsCanary = true }]);
        await AppendAsync(
            Denied(0, Nowhere),
            Some.Failure(10, AttemptOutcome.ConnectFailed, "refused") with { Tracker = SameHost, InfoHash = Some.Hash(3), Transmissions = 0 },
            Some.Failure(20, AttemptOutcome.DnsFailed, "no such host") with { Stage = AttemptStage.Dns, Transmissions = 0 });

        var host = Assert.Single((await ReadAsync()).Trackers);

        Assert.Equal((1, Some.At(10)), (host.CallsSince, host.LastCallAt));
    }

    [Fact]
    public async Task A_port_that_a_host_does_not_list_is_left_alone_and_the_others_are_called()
    {
        await AppendAsync(
            Denied(0, Elsewhere),
            Some.Announce(60) with { Tracker = TrackerUrl.Parse("udp://tracker.example:1337/announce") },
            Some.Announce(70) with { Tracker = TrackerUrl.Parse("http://tracker.example:6969/announce") });

        var port = Assert.Single((await ReadAsync()).Trackers);

        Assert.Equal((LeftAloneReason.PortNotListed, "udp://tracker.example:6969/announce", 0), (port.Reason, port.Who, port.CallsSince));
        Assert.Contains("trackers only on UDP 1337", port.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_again_holds_for_the_swarm_it_was_said_of_and_a_call_on_its_way_is_no_breach()
    {
        await AppendAsync(
            Gone(0, 200, never: true) with { RoundTrip = TimeSpan.FromSeconds(2) },
            // Begun before the answer was there.
            Some.Announce(1),
            Some.Announce(60) with { InfoHash = Some.Hash(2) },
            Gone(0, 410, never: false) with { Tracker = Some.OtherTracker },
            Some.Announce(90) with { Tracker = Some.OtherTracker });

        var left = (await ReadAsync()).Trackers;

        // Whoever was called all the same comes first.
        Assert.Equal([(LeftAloneReason.HttpGone, 1), (LeftAloneReason.RetryNever, 0)], left.Select(one => (one.Reason, (int)one.CallsSince)));
        Assert.Equal(Some.At(90), left[0].LastCallAt);
        Assert.Equal("go away", left[1].Said);
    }

    [Fact]
    public async Task A_tracker_that_only_the_schedule_holds_as_gone_is_listed_without_a_reason()
    {
        await Store.RegisterAsync([Some.Target(1, [Some.Tracker])]);
        await Store.AppendAsync(Some.Batch(1) with { Entries = [new LogEntry(Gone(0, 410, never: false), Some.Schedule(60) with { State = ScheduleState.Gone })] });
        Assert.Equal(LeftAloneReason.HttpGone, Assert.Single((await ReadAsync()).Trackers).Reason);

        await using (var db = Test.OpenDb())
        {
            db.Announces.RemoveRange(db.Announces);
            await db.SaveChangesAsync();
        }

        var gone = Assert.Single((await ReadAsync()).Trackers);
        Assert.Equal((LeftAloneReason.Unknown, Some.At(0), 0, 1, 0), (gone.Reason, gone.Since, gone.Times, gone.Swarms, gone.CallsSince));
        Assert.Null(gone.Said);
    }

    [Fact]
    public async Task A_passkey_in_the_URL_of_who_is_left_alone_is_not_shown()
    {
        await AppendAsync(Gone(0, 410, never: false) with { Tracker = Some.SecretTracker });

        Assert.Equal("https://private.example/***/announce", Assert.Single((await ReadAsync()).Trackers).Who);
    }

    [Fact]
    public async Task Whom_a_file_leaves_alone_is_listed_with_since_until_and_what_was_withheld()
    {
        var campaign = await OpenAsync($$"""{"infohashes":["{{Some.Hash(1)}}"],"hosts":["example"],"addresses":["203.0.113.0/24"]}""");
        await Store.Campaigns.NoteAsync(campaign, new CampaignEvent(Some.At(1), "started", $$$"""{"opt-out":{"infohashes":["{{{Some.Hash(1)}}}"],"hosts":["example"],"addresses":["203.0.113.0/24"]},"left-out":{"targets":7,"announce-urls":3}}"""));
        await Store.Campaigns.NoteAsync(campaign, new CampaignEvent(Some.At(100), "opt-outs", """{"opt-out":{"hosts":["example"],"addresses":["203.0.113.0/24"]}}"""));
        await AppendAsync(
            campaign,
            Withheld(10, LeftAloneWords.Swarm),
            Withheld(20, LeftAloneWords.Of("tracker.example")) with { InfoHash = Some.Hash(2) },
            Some.Failure(30, AttemptOutcome.Blocked, LeftAloneWords.Of("203.0.113.9")) with { Stage = AttemptStage.Dns, Transmissions = 0, InfoHash = Some.Hash(2), Tracker = Third },
            Some.Announce(40) with { Tracker = Third, InfoHash = Some.Hash(2), Address = IPAddress.Parse("203.0.114.9") },
            // Taken back by then.
            Some.Announce(200) with { Tracker = Third },
            // Not so the host.
            Some.Announce(300) with { InfoHash = Some.Hash(2) });

        var report = await ReadAsync();

        Assert.Equal(
            [
                // Whoever was called all the same comes first.
                (OptOutKind.Host, "example", null, 1, 1),
                (OptOutKind.Swarm, Some.Hash(1).ToString(), Some.At(100), 1, 0),
                (OptOutKind.Network, "203.0.113.0/24", (DateTimeOffset?)null, 1, 0),
            ],
            report.OptOuts.Select(one => (one.Kind, one.What, one.Until, (int)one.Withheld, (int)one.CallsSince)));
        Assert.All(report.OptOuts, one => Assert.True(one.IsListed));
        Assert.Equal(Some.At(300), report.OptOuts[0].LastCallAt);
        var whole = Assert.Single(report.Campaigns);
        Assert.Equal((new OptOutNumbers(0, 1, 1), Some.At(100), new LeftOutNumbers(7, 3), 3, 1), (whole.InForce, whole.Since, whole.LeftOut, (int)whole.Withheld, (int?)whole.CallsSince));
        Assert.Empty((await Store.Statistics.LeftAloneAsync(StatsScope.All with { Campaign = campaign + 1 })).Campaigns);
        Assert.Equal(2, (await Store.Statistics.LeftAloneAsync(StatsScope.All with { Since = Some.At(150) })).OptOuts.Count);
        Assert.Equal(2, (await Store.Statistics.LeftAloneAsync(StatsScope.All with { Only = [Some.Hash(2)] })).OptOuts.Count);
    }

    [Fact]
    public async Task Of_a_list_too_long_to_be_kept_numbers_are_known_and_those_whose_calls_were_withheld()
    {
        var campaign = await OpenAsync("""{"count":{"infohashes":5000,"hosts":2,"addresses":0},"hash":"abc"}""");
        await AppendAsync(campaign, Withheld(10, LeftAloneWords.Swarm), Withheld(20, "this tracker has no scrape"));

        var report = await ReadAsync();

        var whole = Assert.Single(report.Campaigns);
        Assert.Equal((new OptOutNumbers(5000, 2, 0) { Hash = "abc" }, 1, null, (LeftOutNumbers?)null), (whole.InForce, (int)whole.Withheld, whole.CallsSince, whole.LeftOut));
        var known = Assert.Single(report.OptOuts);
        Assert.Equal((Some.Hash(1).ToString(), false, Some.At(10), 0), (known.What, known.IsListed, known.Since, (int)known.CallsSince));
    }

    [Fact]
    public async Task A_network_a_campaign_refuses_by_itself_is_told_apart()
    {
        await Store.Campaigns.OpenAsync(Some.Campaign with { Manifest = """{"campaign":{"addresses":{"refuse":["198.51.100.0/24"]}}}""" });
        await AppendAsync(Some.Failure(30, AttemptOutcome.Blocked, LeftAloneWords.Of("198.51.100.7")) with { Stage = AttemptStage.Dns, Transmissions = 0 });

        var report = await ReadAsync();

        Assert.Equal((OptOutKind.RefusedNetwork, 1), (Assert.Single(report.OptOuts).Kind, (int)report.OptOuts[0].Withheld));
    }

    private static Attempt Denied(double seconds, TrackerPreference preference) =>
        Some.Failure(seconds, AttemptOutcome.Gone, LeftAloneWords.Of("tracker.example", preference)) with { Stage = AttemptStage.Dns, Transmissions = 0 };

    private static Attempt Gone(double seconds, int status, bool never) => Some.Failure(seconds, AttemptOutcome.Gone, "go away") with
    {
        Stage = AttemptStage.Done,
        HttpStatus = status,
        Retry = never ? RetryAdvice.Never : null,
    };

    private static Attempt Withheld(double seconds, string words) => Some.Failure(seconds, AttemptOutcome.Unsupported, words) with { Stage = AttemptStage.Prepare, Transmissions = 0 };

    private Task<LeftAloneReport> ReadAsync() => Store.Statistics.LeftAloneAsync(StatsScope.All);

    private Task<int> OpenAsync(string optOut) =>
        Store.Campaigns.OpenAsync(Some.Campaign with { Manifest = $$$"""{"campaign":{"opt-out":{{{optOut}}}}}""" });

    private Task AppendAsync(params Attempt[] attempts) => Store.AppendAsync(Some.Batch(1, attempts));

    private Task AppendAsync(int campaign, params Attempt[] attempts) => Store.AppendAsync(Some.Batch(1, attempts) with { CampaignId = campaign });

    public sealed class OnPostgres() : LeftAloneContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : LeftAloneContract(TestSqlite.CreateAsync);
}
