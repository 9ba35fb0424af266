using Crawler.Lab;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Log;

namespace Crawler.Host.Tests.Notifying;

/// <summary>A store of one torrent on one tracker, whose calls a test makes up.</summary>
internal sealed class NotifiedStore : IDisposable
{
    private static readonly TrackerUrl Tracker = TrackerUrl.Parse("udp://tracker.example:6969/announce");
    private static readonly InfoHash Torrent = InfoHash.Parse("00000000000000000000000000000000000000a1");

    private readonly PrivateFolder _folder = new();
    private int _sequence;
    private int _campaign;

    /// <summary>As <c>--store</c> takes it.</summary>
    public string Location => _folder["notified.db"];

    /// <summary>As <c>--state</c> takes it.</summary>
    public string State => _folder["state"];

    /// <summary>A file in the folder.</summary>
    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Opens it, with its schema.</summary>
    public async Task<ICrawlStore> OpenAsync()
    {
        var store = StoreFactory.Open(StoreLocation.Parse(Location));
        await store.MigrateAsync();
        return store;
    }

    /// <summary>Notes calls, each so long ago, and rolls them up.</summary>
    public async Task CallsAsync(DateTimeOffset now, params (int MinutesAgo, AttemptOutcome Outcome)[] calls)
    {
        await using var store = await OpenAsync();
        if (_sequence == 0)
        {
            await store.RegisterAsync([new Target { InfoHash = Torrent, Name = "iso", Trackers = AnnounceTiers.Of([[Tracker.Reveal()]]) }]);
            _campaign = await store.Campaigns.OpenAsync(new Campaign { Name = "isos", Manifest = "{}", ConfigHash = "0", Version = "0.1.0", Vantage = "lab", StartedAt = DateTimeOffset.UnixEpoch });
        }

        await store.AppendAsync(new LogBatch
        {
            Writer = "test",
            Sequence = ++_sequence,
            CampaignId = _campaign,
            Entries = [.. calls.Select(call => new LogEntry(Call(now.AddMinutes(-call.MinutesAgo), call.Outcome)))],
        });
        await store.RollAsync();
    }

    public void Dispose() => _folder.Dispose();

    private static Attempt Call(DateTimeOffset at, AttemptOutcome outcome)
    {
        var attempt = new Attempt
        {
            Kind = AttemptKind.Announce,
            InfoHash = Torrent,
            Tracker = Tracker,
            At = at,
            Stage = AttemptStage.Done,
            Outcome = AttemptOutcome.Ok,
            Transmissions = 1,
            RoundTrip = TimeSpan.FromMilliseconds(20),
            Reply = new AnnounceReply { Complete = 2, Incomplete = 2, Peers = new PeerList([8, 8, 4, 4, 26, 225], []) },
        };
        return outcome == AttemptOutcome.Ok ? attempt : attempt.Failed(AttemptStage.Connect, outcome, "no answer") with { Reply = null };
    }
}
