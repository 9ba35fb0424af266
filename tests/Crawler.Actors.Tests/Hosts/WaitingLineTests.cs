using System.Net.Sockets;
using Akka.Actor;
using Crawler.Actors.Hosts;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Net;

namespace Crawler.Actors.Tests.Hosts;

/// <summary>Who no longer wants his call takes it out, wherever it waits.</summary>
public class WaitingLineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TrackerUrl Tracker = TrackerUrl.Parse("udp://tracker.example:6969/announce");
    private static readonly IActorRef[] Askers = [.. Enumerable.Range(0, 4).Select(number => new Nobody(number))];

    private readonly WaitingLine _line = new();

    [Fact]
    public void A_call_in_line_is_taken_out_and_the_others_stay()
    {
        for (var i = 0; i < 4; i++) _line.Add(Call(i, countsOnly: false), Askers[i], 1, Noon);

        Assert.True(_line.Withdraw(Askers[2], 1));
        Assert.False(_line.Withdraw(Askers[2], 1));
        Assert.False(_line.Withdraw(Askers[1], 7));
        Assert.Equal([Askers[0], Askers[1], Askers[3]], Rest(Noon));
    }

    [Theory]
    [InlineData(0)] // its batch lingers
    [InlineData(1)] // its batch is in line
    public void A_call_in_a_batch_is_taken_out_and_the_batch_goes_without_it(int seconds)
    {
        for (var i = 0; i < 3; i++) _line.Add(Call(i, countsOnly: true), Askers[i], 74, Noon);
        var now = Noon.AddSeconds(seconds);
        _line.TryPeek(now, out _);

        Assert.True(_line.Withdraw(Askers[1], 1));
        Assert.Equal(2, _line.Count);
        Assert.Equal([Askers[0], Askers[2]], Rest(Noon.AddSeconds(1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_last_call_takes_its_batch_with_it(int seconds)
    {
        _line.Add(Call(0, countsOnly: true), Askers[0], 74, Noon);
        _line.TryPeek(Noon.AddSeconds(seconds), out _);

        Assert.True(_line.Withdraw(Askers[0], 1));
        Assert.Empty(Rest(Noon.AddSeconds(2)));
        _line.Add(Call(1, countsOnly: true), Askers[1], 74, Noon.AddSeconds(2));
        Assert.Equal([Askers[1]], Rest(Noon.AddSeconds(3)));
    }

    private List<IActorRef> Rest(DateTimeOffset now)
    {
        var rest = new List<IActorRef>();
        while (_line.TryPeek(now, out _))
        {
            var departure = _line.Dequeue();
            rest.AddRange(Enumerable.Range(0, departure.Count).Select(i => departure[i].Asker));
        }

        Assert.Equal(0, _line.Count);
        return rest;
    }

    private static HostMessages.TrackerCall Call(int number, bool countsOnly) => new(
        Tracker,
        AddressFamily.InterNetwork,
        new AnnounceRequest { InfoHash = new InfoHash([.. Enumerable.Repeat((byte)number, InfoHash.Length)]), PeerId = PeerId.NewRandom(), Port = 6881 },
        AttemptNumber: 1)
    {
        CountsOnly = countsOnly,
        DueAt = Noon.AddSeconds(number),
    };

    private sealed class Nobody(int number) : MinimalActorRef
    {
        public override ActorPath Path { get; } = new RootActorPath(Address.AllSystems) / $"{number}";

        public override IActorRefProvider Provider => throw new NotSupportedException();
    }
}
