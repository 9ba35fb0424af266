using System.Net;
using System.Net.Sockets;
using Crawler.Actors.Measuring;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Host.Addresses;
using Crawler.Host.Replay;
using Crawler.Lab;
using Crawler.Privacy;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Statistics.Occasions;
using Crawler.Storage;
using Crawler.Storage.Addresses;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;
using Microsoft.Data.Sqlite;

namespace Crawler.Host.Tests.Replay;

/// <summary>Two swarms counted as a crawl counts them, stored under pseudonyms, and counted again from the store.</summary>
public sealed class CampaignReplayTests : IAsyncLifetime, IDisposable
{
    private const int Windows = 6;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly InfoHash[] Torrents = [InfoHash.Parse(new string('1', 40)), InfoHash.Parse(new string('2', 40))];

    // Two that are shown alike, as their passkeys are not.
    private static readonly TrackerUrl[] Trackers =
        [.. new[] { "http://a.example/announce/0123456789abcdef0123456789abcdef", "http://a.example/announce/fedcba9876543210fedcba9876543210", "udp://liar.example:1/announce" }.Select(TrackerUrl.Parse)];

    private readonly PrivateFolder _folder = new();
    private readonly Random _random = new(11);
    private readonly TrackerKnowledge _knowledge = new();
    private readonly AddressProtection _protection = new(new PseudonymMap(AddressKey.Generate()), KeepsAsSent: false, Notice: "");
    private ICrawlStore _store = null!;
    private CampaignState _campaign = null!;
    private int _made;

    public async Task InitializeAsync()
    {
        _store = StoreFactory.Open(StoreLocation.Parse(_folder["census.db"]));
        await _store.MigrateAsync();
        await _store.RegisterAsync([.. Torrents.Select(torrent => new Target { InfoHash = torrent })]);
        var id = await _store.Campaigns.OpenAsync(new Campaign { Name = "census", Manifest = """{"session_seconds":5400,"campaign":{"seed":7}}""", ConfigHash = "c0ffee", Version = "1", Vantage = "here", StartedAt = Start });
        await _store.Addresses.AgreeAsync(new AddressRegime(AddressForm.Pseudonym, "any", Start));
        _campaign = (await _store.Campaigns.FindAsync(id))!;
        // The first life is cut off in its last window, the second begins anew under the same name.
        for (var life = 0; life < 2; life++) await _store.AppendAsync(Life(id, life));
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
    }

    public void Dispose()
    {
        _protection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Estimates_made_again_from_the_log_are_those_of_the_crawl_bit_for_bit()
    {
        var tally = await new CampaignReplay(_store, _campaign).RunAsync(null, CancellationToken.None);

        Assert.Null(tally.First);
        Assert.Equal((_made, 0L, 0L), (tally.Identical, tally.Different, tally.NotReplayed));
        Assert.Equal((2, 2 * 2 * Windows), (tally.Torrents, tally.Windows));
        Assert.True(tally.NotStored > 0, "the window that was cut off has estimates that nobody stored");
        Assert.True(tally.IsReproduced);
    }

    [Fact]
    public async Task The_verb_says_so_with_seed_and_settings_and_prints_the_estimates_on_demand()
    {
        var told = await CommandLine.RunAsync("campaign", "replay", "census", "--json", "--store", _folder["census.db"]);
        Assert.Equal((0, ""), (told.ExitCode, told.Error));
        Assert.Contains("\"seed\":7", told.Output, StringComparison.Ordinal);
        Assert.Contains("\"config_hash\":\"c0ffee\"", told.Output, StringComparison.Ordinal);
        Assert.Contains("\"is_reproduced\":true", told.Output, StringComparison.Ordinal);

        var lines = await CommandLine.RunAsync("campaign", "replay", "census", "--lines", "--store", _folder["census.db"]);
        Assert.Equal(0, lines.ExitCode);
        Assert.True(lines.Lines.Length > _made);
        Assert.Contains("bit for bit", lines.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_was_changed_is_found_out()
    {
        await ExecuteAsync("UPDATE announce SET peers_v4 = substr(peers_v4, 7) WHERE ordinal = 3");

        var told = await CommandLine.RunAsync("campaign", "replay", "census", "--store", _folder["census.db"]);
        Assert.Equal(1, told.ExitCode);
        Assert.Contains("Different", told.Output, StringComparison.Ordinal);
        Assert.Contains("stored,", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_log_nothing_is_claimed()
    {
        await ExecuteAsync("UPDATE announce SET swarm_since = NULL");

        var told = await CommandLine.RunAsync("campaign", "replay", "census", "--store", _folder["census.db"]);
        Assert.Equal(1, told.ExitCode);
        Assert.Contains("Nothing could be compared", told.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parquet")]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public async Task Whoever_gets_a_data_set_with_replies_makes_the_estimates_again_and_does_not_learn_where_we_were(string format)
    {
        Assert.Equal(0, (await CommandLine.RunAsync("export", _folder["public"], "--replies", "--format", format, "--store", _folder["census.db"])).ExitCode);
        Assert.Equal(0, (await CommandLine.RunAsync("import", _folder["public"], "--store", _folder["theirs.db"])).ExitCode);

        var told = await CommandLine.RunAsync("campaign", "replay", "census", "--json", "--store", _folder["theirs.db"]);

        Assert.Equal((0, ""), (told.ExitCode, told.Error));
        Assert.Contains($"\"identical\":{_made},\"different\":0", told.Output, StringComparison.Ordinal);
        var own = PeerOf(3);
        foreach (var file in Directory.EnumerateFiles(_folder["public"], "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file);
            Assert.DoesNotContain(own.Address.ToString(), text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexStringLower(own.Address.GetAddressBytes()) + "1ae1", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_data_set_without_replies_claims_nothing()
    {
        Assert.Equal(0, (await CommandLine.RunAsync("export", _folder["public"], "--store", _folder["census.db"])).ExitCode);
        Assert.Equal(0, (await CommandLine.RunAsync("import", _folder["public"], "--store", _folder["theirs.db"])).ExitCode);

        var told = await CommandLine.RunAsync("campaign", "replay", "census", "--store", _folder["theirs.db"]);

        Assert.Equal(1, told.ExitCode);
        Assert.Contains("Nothing could be compared", told.Output, StringComparison.Ordinal);
        Assert.Contains("exported without --replies", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Truncated_addresses_are_refused_in_a_line()
    {
        await ExecuteAsync("UPDATE address_regime SET form = 2");

        var told = await CommandLine.RunAsync("campaign", "replay", "census", "--store", _folder["census.db"]);
        Assert.Equal(1, told.ExitCode);
        Assert.Contains("truncated", Assert.Single(told.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private LogBatch Life(int campaign, int life)
    {
        var (entries, estimates) = (new List<LogEntry>(), new List<EstimateEntry>());
        var swarms = Torrents.ToDictionary(torrent => torrent, torrent => new Swarm(torrent, TimeSpan.FromSeconds(5400), seed: 99));
        for (var window = 0; window < Windows; window++)
        {
            if (window == 3) _knowledge.Caught(Trackers[2]);
            for (var look = 0; look < 5; look++)
                foreach (var (torrent, swarm) in swarms)
                    foreach (var tracker in Trackers) entries.Add(Look(swarm, torrent, tracker, Start.AddDays(life).AddHours(window).AddSeconds(60 * look)));
            if (life == 0 && window == Windows - 1) break;
            foreach (var swarm in swarms.Values) estimates.AddRange(swarm.CloseWindow().Select(EntryOf));
        }

        _made += estimates.Count;
        return new LogBatch { Writer = "one", Sequence = life + 1, CampaignId = campaign, Entries = entries, Estimates = estimates };
    }

    private LogEntry Look(Swarm swarm, InfoHash torrent, TrackerUrl tracker, DateTimeOffset at)
    {
        var peers = Enumerable.Range(0, 40).Select(_ => PeerOf(_random.Next(400)))
            .Append(PeerEndpoint.From(IPAddress.Parse("10.0.0.1"), 1)).Append(PeerEndpoint.From(IPAddress.Parse("2001:4860::1"), _random.Next(9)));
        var attempt = new Attempt
        {
            Kind = AttemptKind.Announce,
            InfoHash = torrent,
            Tracker = tracker,
            At = at.AddTicks(7), // finer than the log keeps
            Address = IPAddress.Parse("93.184.216.34"),
            Family = AddressFamily.InterNetwork,
            NumWant = 50,
            OwnEndpoint = PeerOf(3),
            Stage = AttemptStage.Done,
            Outcome = AttemptOutcome.Ok,
            Reply = new AnnounceReply { Peers = PeerListOf(peers), Complete = _random.Next(50), Incomplete = _random.Next(300) },
        };
        var known = _knowledge.Replied(tracker, attempt.Reply.Peers.Count);
        swarm.Add(tracker, AddressFamily.InterNetwork, attempt, known);
        return _protection.EntryOf(attempt, null) with { Look = new SwarmLook(swarm.Since!.Value, swarm.Window, known.LargestReply, known.Fabricates) };
    }

    private static PeerEndpoint PeerOf(int number) => PeerEndpoint.From(new IPAddress([8, 8, (byte)(number >> 8), (byte)number]), 6881);

    private static PeerList PeerListOf(IEnumerable<PeerEndpoint> peers)
    {
        var (v4, v6) = (new List<byte>(), new List<byte>());
        var compact = new byte[PeerEndpoint.CompactLengthV6];
        foreach (var peer in peers)
        {
            peer.WriteCompact(compact);
            (peer.IsV6 ? v6 : v4).AddRange(compact[..(peer.IsV6 ? PeerEndpoint.CompactLengthV6 : PeerEndpoint.CompactLengthV4)]);
        }

        return new PeerList(v4.ToArray(), v6.ToArray());
    }

    private static EstimateEntry EntryOf(SwarmEstimate estimate) => new()
    {
        InfoHash = estimate.InfoHash,
        Tracker = estimate.Tracker,
        Family = estimate.Family,
        Kind = estimate.Kind,
        From = estimate.From,
        To = estimate.To,
        Complete = estimate.Complete,
        Incomplete = estimate.Incomplete,
        Size = estimate.Size,
    };

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_folder["census.db"]};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }
}
