using Crawler.Actors.Hosts;
using Crawler.Actors.Torrents;
using Crawler.Host.Campaigns;
using Crawler.Host.Campaigns.Watching;
using Crawler.Host.Crawling;
using Crawler.Lab;
using Crawler.Lab.Torrents;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Tests.Campaigns.Watching;

public sealed class CampaignWatchTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Hash = new('a', 40);

    private readonly PrivateFolder _folder = new();
    private readonly Controls _controls = new();
    private readonly List<string> _told = [];
    private ICrawlStore _store = null!;
    private int _id;
    private DateTime _written = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public async Task InitializeAsync()
    {
        _store = StoreFactory.Open(StoreLocation.Parse(_folder["store.db"]));
        await _store.MigrateAsync();
        _id = await _store.Campaigns.OpenAsync(new Campaign { Name = "c", Manifest = "{}", ConfigHash = "h", Version = "1", Vantage = "v", StartedAt = Now });
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_wish_to_pause_is_carried_out_once_and_noted()
    {
        var watch = new CampaignWatch(_store, _id, _controls, _told.Add) { Progress = () => "{\"calls\":1}" };

        await watch.TickAsync(Now, default);
        await _store.Campaigns.PauseAsync("c", Now);
        await watch.TickAsync(Now, default);
        await watch.TickAsync(Now, default);
        await _store.Campaigns.PauseAsync("c", null);
        await watch.TickAsync(Now.AddSeconds(9), default);

        Assert.Equal(["pause", "resume"], _controls.Done);
        Assert.Equal(["paused", "continued"], await EventsAsync());
        Assert.Equal((Now.AddSeconds(9), "{\"calls\":1}"), await _store.Campaigns.FindAsync(_id) is { } state ? (state.SeenAt, state.Progress) : default);
    }

    [Fact]
    public async Task A_changed_file_changes_what_can_be_changed_and_says_what_waits()
    {
        var watch = await WatchAsync("rates: { global: 5 }");

        await watch.TickAsync(Now, default);
        Assert.Empty(_controls.Done);
        Write("c.yaml", File("rates: { global: 7 }\nnumwant: 50\nopt-out: { hosts: \"@hosts\" }\n"));
        Write("hosts", "a.example\n");
        await watch.TickAsync(Now, default);
        await watch.TickAsync(Now, default);
        Write("hosts", "a.example\nb.example # asked on Monday\n");
        await watch.TickAsync(Now, default);

        Assert.Equal(["rates 7", "hosts 1", "hosts 2"], _controls.Done);
        Assert.Equal(["rates", "opt-outs", "opt-outs"], await EventsAsync());
        Assert.Contains($"{_folder["c.yaml"]}: what changed in numwant takes effect at the next start", _told);
    }

    [Fact]
    public async Task Who_is_gone_from_a_list_is_left_alone_until_the_next_look_agrees()
    {
        Write("hosts", "a.example\nb.example\n");
        var watch = await WatchAsync("opt-out: { hosts: \"@hosts\" }");

        Write("hosts", ""); // as an editor leaves it for a moment
        await watch.TickAsync(Now, default);
        Write("hosts", "a.example\nb.example\nc.example\n");
        await watch.TickAsync(Now, default);
        Write("hosts", "c.example\n");
        await watch.TickAsync(Now, default);
        await watch.TickAsync(Now, default);
        await watch.TickAsync(Now, default);

        Assert.Equal(["hosts 2", "hosts 3", "hosts 3", "hosts 1"], _controls.Done);
    }

    [Fact]
    public async Task What_is_noted_of_opt_outs_is_what_the_record_lists()
    {
        Write("hosts", "a.example\nb.example\n");
        var watch = await WatchAsync("opt-out: { hosts: \"@hosts\" }");

        Write("c.yaml", File($"opt-out: {{ hosts: [a.example], infohashes: [{Hash}], addresses: [203.0.113.0/24] }}"));
        await watch.TickAsync(Now.AddMinutes(1), default);
        Write("c.yaml", File(""));
        await watch.TickAsync(Now.AddMinutes(2), default);
        var listed = await _store.Statistics.LeftAloneAsync(StatsScope.All);

        Assert.Equal(
            [(OptOutKind.Swarm, Hash), (OptOutKind.Host, "a.example"), (OptOutKind.Network, "203.0.113.0/24")],
            listed.OptOuts.Select(one => (one.Kind, one.What)));
        Assert.All(listed.OptOuts, one => Assert.Equal((Now.AddMinutes(1), Now.AddMinutes(2)), (one.Since, one.Until)));
        Assert.True(Assert.Single(listed.Campaigns).InForce.IsEmpty);
    }

    [Fact]
    public async Task A_manifest_says_whom_the_file_leaves_alone_as_the_record_reads_it()
    {
        Write("c.yaml", File("opt-out: { hosts: [\"*.a.example\"], addresses: [203.0.113.7] }\naddresses: { refuse: [198.51.100.0/24] }"));
        var file = await CampaignFileReader.ReadAsync(_folder["c.yaml"], default);
        var campaign = CrawlManifest.Of(file, await CampaignOptOuts.ReadAsync(file, default), [], CampaignSettings.Of(file, new OptOutList(), AddressFamilies.Both), CampaignSettings.NetworkOf(file), Now);
        await _store.Campaigns.OpenAsync(campaign);

        var listed = await _store.Statistics.LeftAloneAsync(StatsScope.All);

        Assert.Equal(
            [(OptOutKind.Host, "a.example"), (OptOutKind.Network, "203.0.113.7/32"), (OptOutKind.RefusedNetwork, "198.51.100.0/24")],
            listed.OptOuts.Select(one => (one.Kind, one.What)));
        Assert.Equal(new OptOutNumbers(0, 1, 1), Assert.Single(listed.Campaigns).InForce);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_changes_nothing_and_is_told_once()
    {
        var watch = await WatchAsync("");
        Write("c.yaml", File("rates: { global: fast }\nport: x"));

        await watch.TickAsync(Now, default);
        await watch.TickAsync(Now, default);

        Assert.Empty(_controls.Done);
        Assert.Contains("everything goes on as before", Assert.Single(_told), StringComparison.Ordinal);
        Assert.Contains("and 1 more", _told[0], StringComparison.Ordinal);
        Write("c.yaml", File("rates: { global: 9 }"));
        await watch.TickAsync(Now, default);
        Assert.Equal(["rates 9"], _controls.Done);
    }

    [Fact]
    public async Task New_torrents_and_lines_join_once_half_written_ones_when_they_are_whole()
    {
        Directory.CreateDirectory(_folder["in"]);
        var watch = await WatchAsync("trackers: [\"udp://t.example:1/\"]\nopt-out: { infohashes: [" + new string('b', 40) + "] }\nwatch: [in, \"@list\"]");
        var whole = new TorrentBuilder { Name = "a", Content = [1], Announce = "http://a.example/announce" };
        File_("in/a.torrent", whole.ToBytes()[..20]);
        Write("list", $"{Hash}\n{new string('b', 40)}\n{new string('c', 39)}");

        await watch.TickAsync(Now, default);
        File_("in/a.torrent", whole.ToBytes());
        Write("list", $"{Hash}\n{new string('b', 40)}\n{new string('c', 40)}\n{Hash}\n");
        await watch.TickAsync(Now, default);
        await watch.TickAsync(Now, default);

        Assert.Equal([$"feed {Hash}", $"feed {string.Join(' ', new[] { $"{whole.InfoHash}", new string('c', 40) }.Order())}"], _controls.Done);
        Assert.Equal(["targets-added", "targets-added"], await EventsAsync());
        Assert.Equal(3, (await _store.StatusAsync()).Rows!.Torrents);
        Assert.Contains("a.torrent: not a whole torrent", Assert.Single(_told, line => line.Contains("a.torrent", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private async Task<CampaignWatch> WatchAsync(string more)
    {
        Write("c.yaml", File(more));
        var file = await CampaignFileReader.ReadAsync(_folder["c.yaml"], default);
        return new CampaignWatch(_store, _id, _controls, _told.Add)
        {
            File = new FileWatch(file, await CampaignOptOuts.ReadAsync(file, default)),
            Places = new PlaceWatch([.. file.Watch.Select(place => CampaignTargets.PathOf(file, place.Value))], problem => _told.Add(problem.ToString()), new StandingClock()),
        };
    }

    private static string File(string more) => $"name: c\ncontact: me@example.org\ntargets: [x.torrent]\n{more}\n";

    private void Write(string name, string text) => File_(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Each writing has a time of its own, however fast they follow each other.</summary>
    private void File_(string name, byte[] bytes)
    {
        _folder.Write(name, bytes);
        System.IO.File.SetLastWriteTimeUtc(_folder[name], _written = _written.AddSeconds(1));
    }

    private async Task<IEnumerable<string>> EventsAsync() => (await _store.Campaigns.EventsAsync(_id)).Select(noted => noted.Kind);

    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }

    private sealed class Controls : ICrawlControls
    {
        public List<string> Done { get; } = [];

        public void Pause() => Done.Add("pause");

        public void Resume() => Done.Add("resume");

        public void Change(CrawlRates rates) => Done.Add($"rates {rates.Global}");

        public void Change(OptOuts optOuts) => Done.Add($"hosts {optOuts.Hosts}");

        public void Feed(IReadOnlyList<Target> targets) => Done.Add($"feed {string.Join(' ', targets.Select(target => target.InfoHash).Order())}");
    }
}
