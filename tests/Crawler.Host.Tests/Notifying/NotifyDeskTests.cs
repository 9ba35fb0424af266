using Crawler.Host.Notifying;
using Crawler.Lab;
using Crawler.Notifications.Notices;
using Crawler.Notifications.Sending;
using Crawler.Notifications.Watching;
using Crawler.Storage;
using Crawler.Web.Live;

namespace Crawler.Host.Tests.Notifying;

public sealed class NotifyDeskTests : IDisposable
{
    private static readonly StoreLocation Store = StoreLocation.Parse("a.db");

    private readonly PrivateFolder _folder = new();
    private readonly List<string> _complaints = [];
    private readonly KnownNotifier _notifier = new();
    private DateTimeOffset _now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_turned_is_sent_once()
    {
        var desk = Desk(new NotifyBook());
        await ReadAsync(desk, isDown: false);
        await ReadAsync(desk, isDown: true);
        await ReadAsync(desk, isDown: true);
        Assert.Equal(NoticeKind.TrackerDown, Assert.Single(Assert.Single(_notifier.Sent).Notices).Kind);
    }

    [Fact]
    public async Task What_nobody_asked_for_is_not_sent()
    {
        var desk = Desk(new NotifyBook(), new NotifyOptions { Topics = ["store"] });
        await ReadAsync(desk, isDown: false);
        await ReadAsync(desk, isDown: true);
        Assert.Empty(_notifier.Sent);
    }

    [Fact]
    public async Task What_did_not_get_through_waits_over_a_restart_and_is_complained_of_once()
    {
        var desk = Desk(new NotifyBook());
        await ReadAsync(desk, isDown: false);
        _notifier.Result = new SendResult(SendOutcome.Failed, "nobody there");
        for (var minute = 0; minute < 5; minute++) await ReadAsync(desk, isDown: true);
        Assert.Equal(3, _notifier.Sent.Count);
        Assert.Equal("notices by known wait: nobody there", Assert.Single(_complaints));

        using var file = NotifyFile.Open(_folder.Path, Store);
        await file.WriteAsync(desk.Book, CancellationToken.None);
        _notifier.Result = SendResult.Sent;
        var again = Desk(await NotifyFile.ReadAsync(NotifyFile.PathOf(_folder.Path, Store), CancellationToken.None));
        _now = _now.AddHours(1);
        await ReadAsync(again, isDown: true);
        await ReadAsync(again, isDown: true);
        Assert.Equal(4, _notifier.Sent.Count);
        Assert.Equal(_notifier.Sent[0].Id, _notifier.Sent[3].Id);
    }

    [Fact]
    public async Task What_nobody_wants_is_lost_and_complained_of()
    {
        var desk = Desk(new NotifyBook());
        await ReadAsync(desk, isDown: false);
        _notifier.Result = new SendResult(SendOutcome.Refused, "401");
        await ReadAsync(desk, isDown: true);
        await ReadAsync(desk, isDown: true);
        Assert.Single(_notifier.Sent);
        Assert.Equal("notices by known are lost: 401", Assert.Single(_complaints));
    }

    [Fact]
    public async Task Who_does_not_speak_remembers_and_can_take_over()
    {
        var desk = Desk(new NotifyBook());
        await ReadAsync(desk, isDown: false);
        await ReadAsync(desk, isDown: true, speaks: false);
        await ReadAsync(desk, isDown: true);
        Assert.Empty(_notifier.Sent);
        await ReadAsync(desk, isDown: false);
        Assert.Equal(NoticeKind.TrackerUp, Assert.Single(Assert.Single(_notifier.Sent).Notices).Kind);
    }

    [Fact]
    public void Of_a_cluster_the_oldest_node_that_is_up_speaks()
    {
        Assert.True(ServedNotices.Speaks(null));
        Assert.False(ServedNotices.Speaks(new Cluster(null)));
        Assert.True(ServedNotices.Speaks(new Cluster("a:1")));
        Assert.False(ServedNotices.Speaks(new Cluster("b:1")));
    }

    [Fact]
    public void Two_do_not_tell_from_one_folder()
    {
        using var held = NotifyFile.Open(_folder.Path, Store);
        var refused = Assert.Throws<Crawler.Host.Terminal.UserException>(() => NotifyFile.Open(_folder.Path, Store));
        Assert.Contains("another crawler serve tells", refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"version":99,"memory":{}}""")]
    public async Task A_book_that_cannot_be_read_is_begun_anew(string text) =>
        Assert.Null((await NotifyFile.ReadAsync(_folder.Write("notify.json", text), CancellationToken.None)).Memory.At);

    private NotifyDesk Desk(NotifyBook book, NotifyOptions? options = null) => new(options ?? new NotifyOptions(), [_notifier], "lab", book, _complaints.Add);

    private async Task ReadAsync(NotifyDesk desk, bool isDown, bool speaks = true)
    {
        _now = _now.AddMinutes(1);
        desk.Read(new Reading(_now, new StoreReading(null, 0, 0), [new TrackerReading(1, "udp://t.example:1/a", new LookVerdict(isDown, _now, 3), null, null, null)], true, []), speaks);
        await desk.SendAsync(_now, CancellationToken.None);
    }

    private sealed class KnownNotifier : INotifier
    {
        public string Name => "known";

        public SendResult Result { get; set; } = SendResult.Sent;

        public List<Message> Sent { get; } = [];

        public Task<SendResult> SendAsync(Message message, CancellationToken cancellation)
        {
            Sent.Add(message);
            return Task.FromResult(Result);
        }
    }

    /// <summary>Nodes a and b up, after one that left; seen by one of them.</summary>
    private sealed class Cluster(string? self) : IClusterView
    {
        public ClusterStanding? Current => self is null ? null : new ClusterStanding
        {
            At = DateTimeOffset.UnixEpoch,
            Self = self,
            Nodes = [Node("old:1", "removed"), Node("a:1", "up"), Node("b:1", "up")],
            Events = [],
        };

        private static NodeStanding Node(string address, string state) => new() { Address = address, Roles = ["web"], State = state, Since = DateTimeOffset.UnixEpoch };
    }
}
