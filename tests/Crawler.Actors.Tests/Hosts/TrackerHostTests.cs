using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Crawler.Actors.Hosts;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Microsoft.Extensions.Time.Testing;
using static Crawler.Actors.Hosts.HostMessages;

namespace Crawler.Actors.Tests.Hosts;

/// <summary>The gates of the hosts before a client that answers when told, on virtual time.</summary>
public sealed class TrackerHostTests : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly HostLimits Limits = HostLimits.Standard with { Concurrency = 2, PerSecond = 10, Burst = 3, FailuresToOpen = 2 };

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly HeldClient _client = new();
    private readonly NotedCalls _journal = new();
    private readonly OptOutList _optOuts = new();
    private readonly HashSet<string> _called = [];
    private CallGate? _gate;
    private long _attempts;

    public TrackerHostTests()
        : base("akka.loglevel = OFF\nakka.stdout-loglevel = OFF")
    {
    }

    [Fact]
    public async Task All_ports_of_a_host_share_its_budget()
    {
        var hosts = Hosts();
        foreach (var url in new[] { "udp://a.example:1", "http://a.example/announce", "http://a.example:8080/announce" }) Call(hosts, url);
        await _client.HeldAsync(2);
        Call(hosts, "udp://b.example:1");
        await _client.HeldAsync(3);
        Assert.Equal(["a.example", "a.example", "b.example"], _client.Asked.Select(call => call.Host));
        _client.AnswerAll();
        await ExpectAsync<CallCompleted>(4);
    }

    [Fact]
    public async Task The_rate_holds_and_a_lower_one_binds_at_once()
    {
        var hosts = Hosts();
        _client.AnswerAll();
        for (var i = 0; i < 20; i++) Call(hosts, "udp://a.example:1");
        await ExpectAsync<CallCompleted>(3);
        await PassAsync(hosts, milliseconds: 500);
        await ExpectAsync<CallCompleted>(5);
        _gate!.Change(new CrawlRates { Host = Limits with { PerSecond = 1 } });
        await PassAsync(hosts, milliseconds: 2_000);
        await ExpectAsync<CallCompleted>(2);
        Assert.Equal(10, _client.Asked.Count);
    }

    [Fact]
    public async Task However_much_the_budget_allows_bursts_towards_one_host_are_short()
    {
        var hosts = Hosts(Limits with { Concurrency = 1_000, PerSecond = 100_000, Burst = 1_000 });
        for (var i = 0; i < 150; i++) Call(hosts, "udp://a.example:1", Hash(i));
        foreach (var gone in new[] { 64, 128, 150 })
        {
            await _client.HeldAsync(gone);
            await SettledAsync(hosts);
            Assert.Equal(gone, _client.Asked.Count);
            _clock.Advance(TimeSpan.FromMilliseconds(2));
        }
    }

    [Fact]
    public async Task Goodbyes_go_first_then_who_has_been_due_for_longest()
    {
        var hosts = Hosts(Limits with { Concurrency = 1, Burst = 50 });
        var noon = _clock.GetUtcNow();
        Call(hosts, "udp://a.example:1", Hash(0));
        await _client.HeldAsync(1);
        Call(hosts, "udp://a.example:1", Hash(1), dueAt: noon.AddSeconds(-1));
        Call(hosts, "udp://a.example:1", Hash(2), dueAt: noon.AddSeconds(-9));
        Call(hosts, "udp://a.example:1", Hash(3), AnnounceEvent.Stopped);
        await SettledAsync(hosts);
        _client.AnswerAll();
        await ExpectAsync<CallCompleted>(4);
        Assert.Equal([Hash(0), Hash(3), Hash(2), Hash(1)], _client.Swarms);
        // A goodbye is not noted: nobody is called early for it.
        Assert.Equal([Hash(0), Hash(2), Hash(1)], _journal.Noted);
    }

    [Fact]
    public async Task A_port_that_does_not_answer_is_left_alone_by_itself()
    {
        var hosts = Hosts(Limits with { Burst = 50 });
        _client.AnswerAll(attempt => attempt.Tracker.Port == 1 ? attempt.Failed(AttemptStage.Request, AttemptOutcome.Timeout, "silence") : attempt);
        for (var i = 0; i < 2; i++)
        {
            Call(hosts, "udp://a.example:1");
            await ExpectAsync<CallCompleted>(1);
        }

        Call(hosts, "udp://a.example:1");
        Assert.Equal(_clock.GetUtcNow() + Limits.OpenFor, (await ExpectMsgAsync<CallDeferred>(Patience)).Until);
        Call(hosts, "udp://a.example:2");
        Call(hosts, "http://a.example:1/announce");
        await ExpectAsync<CallCompleted>(2);
    }

    [Fact]
    public async Task Calls_for_counts_share_one_request_and_one_permit()
    {
        var hosts = Hosts(Limits with { Concurrency = 1, Burst = 1, PerSecond = 0.001 });
        _client.AnswerAll();
        for (var i = 0; i < HeldClient.Most + 5; i++) Call(hosts, "udp://a.example:1", Hash(i), countsOnly: true);
        var full = await ExpectAsync<CallCompleted>(HeldClient.Most);
        Assert.Equal(Enumerable.Range(0, HeldClient.Most).Select(Hash), full.Select(answer => answer.Attempt.InfoHash));
        Assert.Equal([HeldClient.Most], _client.Scrapes);
        Assert.Equal(HeldClient.Most, _journal.Noted.Count);
    }

    [Fact]
    public async Task A_batch_that_is_not_full_waits_a_moment_and_no_longer()
    {
        var hosts = Hosts();
        _client.AnswerAll();
        Call(hosts, "udp://a.example:1", Hash(1), countsOnly: true);
        await PassAsync(hosts, milliseconds: 200);
        Call(hosts, "udp://a.example:1", Hash(2), countsOnly: true);
        Call(hosts, "udp://a.example:2", Hash(3), countsOnly: true);
        await PassAsync(hosts, milliseconds: 40);
        Assert.Empty(_client.Scrapes);
        await PassAsync(hosts, milliseconds: 10);
        await ExpectAsync<CallCompleted>(2);
        Assert.Equal([2], _client.Scrapes);
    }

    [Fact]
    public async Task Who_opted_out_is_not_called_even_if_the_call_waits_already()
    {
        var hosts = Hosts(Limits with { Concurrency = 1 });
        Call(hosts, "udp://a.example:1", Hash(0));
        await _client.HeldAsync(1);
        Call(hosts, "udp://a.example:1", Hash(1));
        Call(hosts, "udp://tracker.b.example:1", Hash(2));
        Call(hosts, "udp://a.example:1", Hash(1), countsOnly: true);
        await _client.HeldAsync(2);
        _optOuts.Current = new OptOuts([Hash(1)], ["b.example"], []);
        Call(hosts, "udp://tracker.b.example:1", Hash(3));
        _client.AnswerAll();
        await PassAsync(hosts, milliseconds: 300);
        var answers = await ExpectAsync<CallCompleted>(5);
        Assert.Equal(
            [Hash(1), Hash(1), Hash(3)],
            answers.Where(answer => answer.Attempt.Outcome == AttemptOutcome.Unsupported).Select(answer => answer.Attempt.InfoHash).Order());
        Assert.Equal([Hash(0), Hash(2)], _client.Swarms);
        Assert.Empty(_client.Scrapes);
    }

    [Fact]
    public async Task Where_addresses_have_budgets_one_call_learns_the_hosts_and_many_names_share_one()
    {
        var hosts = Hosts(Limits with { Concurrency = 9, Burst = 9 }, new IpLimits(Concurrency: 2, PerSecond: 1000));
        for (var i = 0; i < 3; i++)
        {
            Call(hosts, "udp://a.example:1", Hash(i));
            Call(hosts, "udp://b.example:1", Hash(i));
        }

        await _client.HeldAsync(2); // one scout a name
        _client.AnswerHeld();
        await ExpectAsync<CallCompleted>(2);
        await _client.HeldAsync(4); // two at the one address
        Assert.Equal(4, _client.Asked.Count);
        _client.AnswerAll();
        await ExpectAsync<CallCompleted>(4);
    }

    [Fact]
    public async Task At_the_end_what_waits_is_handed_back_and_only_goodbyes_go()
    {
        var hosts = Hosts(Limits with { Concurrency = 1, Burst = 50 });
        Call(hosts, "udp://a.example:1", Hash(0));
        await _client.HeldAsync(1);
        for (var i = 1; i < 4; i++) Call(hosts, "udp://a.example:1", Hash(i), countsOnly: i == 3);
        hosts.Tell(GoodbyesOnly.Instance, TestActor);
        await ExpectAsync<CallDeferred>(3);
        await ExpectMsgAsync<HandedBack>(Patience);
        Call(hosts, "udp://a.example:1", Hash(4));
        await ExpectAsync<CallDeferred>(1);
        Call(hosts, "udp://a.example:1", Hash(4), AnnounceEvent.Stopped);
        _client.AnswerAll();
        await ExpectAsync<CallCompleted>(2);
        Assert.Equal([Hash(0), Hash(4)], _client.Swarms);
    }

    [Fact]
    public async Task A_journal_that_cannot_note_a_call_keeps_it_back_and_nothing_else()
    {
        var hosts = Hosts();
        _journal.IsBroken = true;
        Call(hosts, "udp://a.example:1");
        await ExpectAsync<CallBroken>(1);
        _journal.IsBroken = false;
        _client.AnswerAll();
        Call(hosts, "udp://a.example:1");
        await ExpectAsync<CallCompleted>(1);
        Assert.Single(_client.Asked);
    }

    private static InfoHash Hash(int number) => InfoHash.Parse((number + 1).ToString("x40"));

    private IActorRef Hosts(HostLimits? limits = null, IpLimits? perIp = null)
    {
        var rates = new CrawlRates { Host = limits ?? Limits, PerIp = perIp };
        _gate = new CallGate(rates, () => false, _clock);
        return Sys.ActorOf(TrackerHostsActor.Props(new HostEnvironment(_client, _gate, _clock, () => 0)
        {
            Journal = _journal,
            OptOuts = _optOuts,
        }));
    }

    private void Call(
        IActorRef hosts, string url, InfoHash? hash = null, AnnounceEvent @event = AnnounceEvent.None, DateTimeOffset? dueAt = null, bool countsOnly = false)
    {
        var request = new AnnounceRequest { InfoHash = hash ?? Hash(0), PeerId = PeerId.NewRandom(), Event = @event };
        var tracker = TrackerUrl.Parse(url);
        _called.Add(tracker.Host);
        hosts.Tell(new TrackerCall(tracker, AddressFamily.InterNetwork, request, ++_attempts) { DueAt = dueAt, CountsOnly = countsOnly }, TestActor);
    }

    private async Task<List<T>> ExpectAsync<T>(int count)
    {
        var messages = new List<T>();
        while (messages.Count < count) messages.Add(await ExpectMsgAsync<T>(Patience));
        return messages;
    }

    /// <summary>Lets time pass in steps of the gates' tick, each seen by all gates before the next.</summary>
    private async Task PassAsync(IActorRef hosts, int milliseconds)
    {
        for (var left = milliseconds; left > 0; left -= 5)
        {
            await SettledAsync(hosts);
            _clock.Advance(TimeSpan.FromMilliseconds(Math.Min(left, 5)));
        }

        await SettledAsync(hosts);
    }

    /// <summary>An answered Identify has passed every earlier message. Calls that are answered at once take two rounds.</summary>
    private async Task SettledAsync(IActorRef hosts)
    {
        var probe = CreateTestProbe();
        for (var round = 0; round < 3; round++)
        {
            hosts.Tell(new Identify(null), probe);
            await probe.ExpectMsgAsync<ActorIdentity>(Patience);
            Sys.ActorSelection(hosts.Path + "/*").Tell(new Identify(null), probe);
            for (var host = 0; host < _called.Count; host++) await probe.ExpectMsgAsync<ActorIdentity>(Patience);
        }
    }

    private sealed class NotedCalls : ICallJournal
    {
        private readonly List<InfoHash> _noted = [];

        public bool IsBroken { get; set; }

        public List<InfoHash> Noted
        {
            get
            {
                lock (_noted) return [.. _noted];
            }
        }

        public void Calling(InfoHash infoHash, TrackerUrl tracker, AddressFamily family, int identity, DateTimeOffset at, TimeSpan floor)
        {
            if (IsBroken) throw new IOException("the disk is full");
            lock (_noted) _noted.Add(infoHash);
        }
    }

    /// <summary>Answers from one address, once the test says so.</summary>
    private sealed class HeldClient : ITrackerClient
    {
        public const int Most = 10;

        private readonly Lock _lock = new();
        private readonly List<(TrackerUrl Tracker, InfoHash Hash, TaskCompletionSource<Attempt> Answer)> _calls = [];
        private readonly List<int> _scrapes = [];
        private readonly Channel<bool> _asked = Channel.CreateUnbounded<bool>();
        private Func<Attempt, Attempt>? _answer;
        private int _seen;

        public List<TrackerUrl> Asked => Locked(() => _calls.ConvertAll(call => call.Tracker));

        public List<InfoHash> Swarms => Locked(() => _calls.ConvertAll(call => call.Hash));

        public List<int> Scrapes => Locked(() => _scrapes.ToList());

        /// <summary>Until so many announces were asked for in all.</summary>
        public async Task HeldAsync(int count)
        {
            using var patience = new CancellationTokenSource(Patience);
            for (; _seen < count; _seen++) await _asked.Reader.ReadAsync(patience.Token);
        }

        public void AnswerHeld() => Locked(() => _calls.ConvertAll(call => call.Answer.TrySetResult(Answer(call.Tracker, call.Hash))));

        /// <summary>Those held, and from now on at once.</summary>
        public void AnswerAll(Func<Attempt, Attempt>? answer = null)
        {
            Locked(() => _answer = answer ?? (attempt => attempt));
            AnswerHeld();
        }

        public int MostPerScrape(TrackerUrl tracker) => Most;

        public Task<Attempt> AnnounceAsync(TrackerUrl tracker, AnnounceRequest request, AddressFamily family, CancellationToken cancellation) => Locked(() =>
        {
            var answer = new TaskCompletionSource<Attempt>();
            _calls.Add((tracker, request.InfoHash, answer));
            _asked.Writer.TryWrite(true);
            if (_answer is not null) answer.SetResult(Answer(tracker, request.InfoHash));
            return answer.Task;
        });

        public Task<IReadOnlyList<Attempt>> ScrapeAsync(TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family, CancellationToken cancellation) => Locked(() =>
        {
            _scrapes.Add(hashes.Count);
            return Task.FromResult<IReadOnlyList<Attempt>>([.. hashes.Select(hash => Answer(tracker, hash) with { Kind = AttemptKind.Scrape })]);
        });

        private Attempt Answer(TrackerUrl tracker, InfoHash hash) =>
            (_answer ?? (attempt => attempt))(Samples.Ok(1800).Over(IPAddress.Parse("198.51.100.1")) with { Tracker = tracker, InfoHash = hash, Transmissions = 1 });

        private T Locked<T>(Func<T> work)
        {
            lock (_lock) return work();
        }
    }
}
