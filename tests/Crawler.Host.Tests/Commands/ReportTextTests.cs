using System.Net.Sockets;
using System.Text.Json;
using Crawler.Host.Commands;
using Crawler.Host.Formatting;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Estimates;
using Crawler.Storage.Reports;

namespace Crawler.Host.Tests.Commands;

public sealed class ReportTextTests
{
    private const string Url = "udp://tracker.opentrackr.example:1337/announce";

    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly TorrentTrackerReport Tracker = new()
    {
        Tracker = Url,
        Family = AddressFamily.InterNetwork,
        Tier = 0,
        Position = 0,
        Attempts = 9,
        Successes = 9,
        LastOutcome = AttemptOutcome.Ok,
        Seeders = 3000,
        Leechers = 2000,
        DistinctPeers = 1800,
    };

    private static readonly TorrentReport Torrent = new()
    {
        InfoHash = InfoHash.Parse("f3949a8028f21e3248cc3358594bffddfa3310c9"),
        Name = "demo",
        DistinctPeers = 2100,
        Trackers = [Tracker],
    };

    [Fact]
    public void An_estimate_stands_beside_what_was_claimed_and_seen_with_interval_method_and_flags()
    {
        var lines = Lines(Torrent with
        {
            Trackers = [Tracker with { Estimates = [Estimate(EstimateKind.Snapshot)] }, Tracker with { Tracker = "http://quiet.example/announce" }],
            Estimates = [Estimate(EstimateKind.Snapshot, SizeMethod.Union), Estimate(EstimateKind.Cumulative, SizeMethod.Union) with { From = At.AddDays(-2) }],
        });

        Assert.Equal(
            """
            f3949a8028f21e3248cc3358594bffddfa3310c9  demo
            2100 distinct peers over all trackers
            TIER  TRACKER                                         NET  OK/CALLS  LAST
            0.0   udp://tracker.opentrackr.example:1337/announce  v4        9/9  ok
            0.0   http://quiet.example/announce                   v4        9/9  ok
            TRACKER                                         NET  SEEDERS  LEECHERS  SEEN          ESTIMATE  METHOD     FLAGS
            udp://tracker.opentrackr.example:1337/announce  v4      3000      2000  1800  4990 [4810–5190]  jackknife  uneven
            http://quiet.example/announce                   v4      3000      2000  1800                 -  -          -
            ALL TRACKERS  NET  UNTIL              WITHIN  SEEN          ESTIMATE  METHOD  FLAGS
            in the swarm  v4   2026-01-02 03:04Z  12m     1800  4990 [4810–5190]  union   uneven
            took part     v4   2026-01-02 03:04Z  2d      1800  4990 [4810–5190]  union   uneven

            """.ReplaceLineEndings("\n"),
            string.Join('\n', lines));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public void The_only_tracker_speaks_for_all()
    {
        var lines = Lines(Torrent with { Trackers = [Tracker with { Estimates = [Estimate(EstimateKind.Snapshot), Estimate(EstimateKind.Cumulative)] }] });

        Assert.Contains(lines, line => line.StartsWith("took part     v4   2026-01-02 03:04Z  12m     1800  4990 [4810–5190]  jackknife  uneven", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_nothing_was_estimated_no_table_is_printed_for_all() =>
        Assert.DoesNotContain(Lines(Torrent), line => line.StartsWith("ALL TRACKERS", StringComparison.Ordinal));

    [Fact]
    public void Json_has_all_that_an_estimate_rests_on()
    {
        var json = JsonDocument.Parse(JsonLine.Of(ReportResult.Of(Torrent with { Estimates = [Estimate(EstimateKind.Cumulative, SizeMethod.Union)] }))).RootElement;

        var estimate = json.GetProperty("estimates")[0];
        Assert.Equal(
            """{"kind":"cumulative","family":"v4","from":"2026-01-02T02:52:05+00:00","to":"2026-01-02T03:04:05+00:00","method":"union","flags":["overdispersed"],"size":4990,"low":4810,"high":5190,"standard_error":97.5,"occasions":9,"announces":10,"sightings":2000,"distinct_peers":1800,"seen_once":1600,"seen_twice":200,"vmr":1.7,"rho":null,"coverage":0.36,"fake_share":null,"sampled_share":1,"survival":null,"arrivals":null,"complete":null,"incomplete":null,"campaign_id":4}""",
            estimate.GetRawText());
        Assert.Equal(0, json.GetProperty("trackers")[0].GetProperty("estimates").GetArrayLength());
    }

    private static StoredEstimate Estimate(EstimateKind kind, SizeMethod method = SizeMethod.DarrochJackknife) => new()
    {
        Kind = kind,
        Family = AddressFamily.InterNetwork,
        CampaignId = 4,
        From = At.AddMinutes(-12),
        To = At,
        Size = new SizeEstimate
        {
            Method = method,
            Flags = SizeFlags.Overdispersed,
            Size = 4990,
            Low = 4810,
            High = 5190,
            StandardError = 97.5,
            Occasions = 9,
            Announces = 10,
            Sightings = 2000,
            Distinct = 1800,
            SeenOnce = 1600,
            SeenTwice = 200,
            Vmr = 1.7,
            Coverage = 0.36,
        },
    };

    private static string[] Lines(TorrentReport torrent)
    {
        var output = new StringWriter { NewLine = "\n" };
        ReportText.Write(torrent, output);
        return output.ToString().Split('\n')[..^1];
    }
}
