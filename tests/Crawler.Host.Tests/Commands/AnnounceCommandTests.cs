using System.Text.Json;
using Crawler.Host.Terminal;
using Crawler.Lab;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol;

namespace Crawler.Host.Tests.Commands;

public sealed class AnnounceCommandTests : IDisposable
{
    private const string Hex = "0123456789abcdef0123456789abcdef01234567";
    private const string PeerId = "-CR0100-abcdefghijkl";

    private static readonly PeerEndpoint[] Peers = [Peer("192.0.2.1", 6881), Peer("192.0.2.2", 51413), Peer("2001:db8::1", 6881)];

    private static readonly AnnounceBody FullBody = new()
    {
        Interval = 1800,
        MinInterval = 900,
        TrackerId = "id 1",
        Complete = 2,
        Incomplete = 1,
        WarningMessage = "be nice",
        Peers = Peers,
    };

    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_that_the_tracker_answered_is_printed_peers_one_a_line()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(FullBody));

        var run = await AnnounceAsync(tracker.AnnounceUrl);

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            $"""
            tracker       {tracker.AnnounceUrl}
            address       127.0.0.1
            infohash      {Hex}
            peer id       {PeerId}
            answered in   *
            interval      30m (1800 s)
            min interval  15m (900 s)
            tracker id    id%201
            seeders       2
            leechers      1
            warning       be nice
            peers         3
            192.0.2.1:6881
            192.0.2.2:51413
            [2001:db8::1]:6881
            """,
            string.Join('\n', run.Lines.Select(line => line.StartsWith("answered in", StringComparison.Ordinal) ? "answered in   *" : line)));
    }

    [Fact]
    public async Task Every_option_reaches_the_wire()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));

        await AnnounceAsync(
            tracker.Url("/announce?pass=1"), "--tracker-id", "a%20b", "--port", "1234", "--numwant", "7", "--uploaded", "1", "--downloaded", "2",
            "--left", "3", "--event", "started", "--key", "00c0ffee", "--user-agent", "Lab/1");

        var request = await tracker.NextAsync();
        Assert.Equal(
            $"/announce?pass=1&info_hash=%01%23Eg%89%AB%CD%EF%01%23Eg%89%AB%CD%EF%01%23Eg&peer_id={PeerId}&port=1234&uploaded=1&downloaded=2&left=3&compact=1&no_peer_id=1&numwant=7&key=00c0ffee&event=started&trackerid=a%20b",
            request.Target);
        Assert.Equal("Lab/1", request.Header("User-Agent"));
    }

    [Fact]
    public async Task Defaults_leave_the_number_of_peers_to_the_tracker()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));

        await AnnounceAsync(tracker.AnnounceUrl, "--numwant", "-1");

        var request = await tracker.NextAsync();
        Assert.Equal((null, null, "6881", "1"), (request.Text("numwant"), request.Text("event"), request.Text("port"), request.Text("left")));
    }

    [Fact]
    public async Task Json_is_one_stable_object()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(FullBody));

        var run = await AnnounceAsync(tracker.AnnounceUrl, "--json", "--key", "1");

        Assert.Equal(
            $$"""{"tracker":"{{tracker.AnnounceUrl}}","info_hash":"{{Hex}}","peer_id":"{{PeerId}}","key":"00000001","event":"none","address":"127.0.0.1","outcome":"ok","stage":"done","error":null,"http_status":200,"round_trip_ms":0,"interval":1800,"min_interval":900,"retry_in":null,"retry_never":false,"tracker_id":"id%201","complete":2,"incomplete":1,"downloaded":null,"warning":"be nice","external_ip":null,"skipped_peers":0,"peers":[{"ip":"192.0.2.1","port":6881,"client":null},{"ip":"192.0.2.2","port":51413,"client":null},{"ip":"2001:db8::1","port":6881,"client":null}]}""",
            WithoutTime(Assert.Single(run.Lines)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_is_the_trackers_own_text_and_exit_code_1(bool bencoded)
    {
        await using var tracker = FakeHttpTracker.Start(_ => bencoded
            ? FakeResponse.Ok(new AnnounceBody { FailureReason = "torrent not registered", Interval = null, Peers = null })
            : FakeResponse.Ok("torrent not registered"));

        var run = await AnnounceAsync(tracker.AnnounceUrl);

        Assert.Equal((ExitCode.Failed, "", $"crawler: {tracker.AnnounceUrl} refused: torrent not registered\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task A_failure_in_json_says_how_far_it_came_and_has_no_peers()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok("database is down"));

        var run = await AnnounceAsync(tracker.AnnounceUrl, "--json");

        var result = JsonDocument.Parse(Assert.Single(run.Lines)).RootElement;
        Assert.Equal(("database is down", "refused", "done"), (Text("error"), Text("outcome"), Text("stage")));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (result.GetProperty("peers").ValueKind, result.GetProperty("interval").ValueKind));
        Assert.Equal((ExitCode.Failed, $"crawler: {tracker.AnnounceUrl} refused: database is down\n"), (run.ExitCode, run.Error));

        string? Text(string name) => result.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Loopback_is_refused_unless_allowed()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));

        var refused = await CommandLine.RunAsync("announce", "--info-hash", Hex, "--tracker", tracker.AnnounceUrl);
        var allowed = await CommandLine.RunAsync("announce", "--info-hash", Hex, "--tracker", tracker.AnnounceUrl, "--allow", "127.0.0.0/8");

        Assert.Equal(
            (ExitCode.Failed, $"crawler: {tracker.AnnounceUrl}: 127.0.0.1 is a loopback address: not called unless allowed (--allow-private or --allow 127.0.0.1)\n"),
            (refused.ExitCode, refused.Error));
        Assert.Equal(ExitCode.Ok, allowed.ExitCode);
        Assert.Single(tracker.Requests);
    }

    [Fact]
    public async Task A_passkey_shows_neither_in_results_nor_in_errors()
    {
        const string passkey = "fedcba9876543210fedcba9876543210";
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { FailureReason = $"passkey {passkey} is unknown" }));

        var run = await AnnounceAsync(tracker.Url($"/{passkey}/announce"), "--json");

        Assert.DoesNotContain(passkey, run.Output + run.Error, StringComparison.Ordinal);
        Assert.Contains("passkey *** is unknown", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_that_repeats_the_passkey_is_redacted()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(FullBody with { WarningMessage = "account s3cr3t-0123456789abcdef is suspended" }));

        var run = await AnnounceAsync(tracker.Url("/announce?passkey=s3cr3t-0123456789abcdef"));

        Assert.Contains("account *** is suspended", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_speaks_UDP()
    {
        await using var tracker = FakeUdpTracker.Start();

        var run = await AnnounceAsync(tracker.AnnounceUrl);

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Contains("interval     30m (1800 s)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_torrents_first_tracker_is_the_default()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        var torrent = new TorrentBuilder { Content = [1], AnnounceList = [[tracker.AnnounceUrl], ["http://other.example/announce"]] };

        var run = await CommandLine.RunAsync("announce", _folder.Write("a.torrent", torrent.ToBytes()), "--allow-private");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Equal([torrent.InfoHash], (await tracker.NextAsync()).InfoHashes);
    }

    [Fact]
    public async Task Without_any_tracker_the_way_out_is_told()
    {
        var file = _folder.Write("a.torrent", new TorrentBuilder { Content = [1] }.ToBytes());

        var torrent = await CommandLine.RunAsync("announce", file);
        var magnet = await CommandLine.RunAsync("announce", $"magnet:?xt=urn:btih:{Hex}");
        var hash = await CommandLine.RunAsync("announce", "--info-hash", Hex);

        Assert.Equal((ExitCode.BadInput, $"crawler: {file}: its announce list is empty: add one with --tracker URL\n"), (torrent.ExitCode, torrent.Error));
        Assert.Equal((ExitCode.BadInput, $"crawler: magnet {Hex}: its announce list is empty: add one with --tracker URL\n"), (magnet.ExitCode, magnet.Error));
        Assert.Equal((ExitCode.BadInput, $"crawler: infohash {Hex}: an infohash names no tracker: add one with --tracker URL\n"), (hash.ExitCode, hash.Error));
    }

    [Fact]
    public async Task A_torrent_and_another_infohash_do_not_go_together()
    {
        var torrent = new TorrentBuilder { Content = [1] };
        var file = _folder.Write("a.torrent", torrent.ToBytes());

        var run = await CommandLine.RunAsync("announce", file, "--info-hash", Hex, "--tracker", "udp://x.example:1");

        Assert.Equal($"crawler: {file}: has another infohash than --info-hash says ({torrent.InfoHash})\n", run.Error);
    }

    [Fact]
    public async Task A_folder_is_not_one_swarm() =>
        Assert.Equal(
            $"crawler: {_folder.Path}: only one torrent file, magnet link or infohash can be given here\n",
            (await CommandLine.RunAsync("announce", _folder.Path)).Error);

    [Fact]
    public async Task Ctrl_C_ends_the_wait_for_an_answer()
    {
        using var interrupt = new CancellationTokenSource();
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.NeverAnswer);

        var run = CommandLine.RunAsync(["announce", "--info-hash", Hex, "--tracker", tracker.AnnounceUrl, "--allow-private"], [], cancellation: interrupt.Token);
        await tracker.NextAsync();
        await interrupt.CancelAsync();

        Assert.Equal((ExitCode.Interrupted, ""), ((await run).ExitCode, (await run).Error));
    }

    private static Task<CommandLine> AnnounceAsync(string tracker, params string[] more) =>
        CommandLine.RunAsync(["announce", "--info-hash", Hex, "--tracker", tracker, "--peer-id", PeerId, "--allow-private", .. more]);

    private static string WithoutTime(string json) => System.Text.RegularExpressions.Regex.Replace(json, "\"round_trip_ms\":[0-9.]+", "\"round_trip_ms\":0");

    private static PeerEndpoint Peer(string address, int port) => PeerEndpoint.From(System.Net.IPAddress.Parse(address), port);
}
