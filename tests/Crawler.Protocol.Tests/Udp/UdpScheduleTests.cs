using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Protocol.Udp;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Protocol.Tests.Udp;

public class UdpScheduleTests
{
    private static readonly IPAddress First = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Second = IPAddress.Parse("2001:db8::1");

    private readonly FakeTimeProvider _time = new();
    private readonly UdpSchedule _schedule;
    private readonly List<UdpEnd> _ended = [];

    public UdpScheduleTests() => _schedule = new UdpSchedule(new TrackerClientOptions(), _time, maxCalls: 256);

    private long Now => _time.GetTimestamp();

    [Fact]
    public void Calls_that_come_while_a_connect_is_out_share_it_and_the_datagram_counts_for_the_first()
    {
        var calls = Enumerable.Range(0, 50).Select(_ => Begin()).ToArray();
        var connect = Assert.Single(Sent());
        Assert.Equal(UdpAction.Connect, connect.Action);
        Answer(connect, Connected(connect, 42));
        var announces = Sent();
        Assert.Equal(50, announces.Count(packet => packet is { Action: UdpAction.Announce, ConnectionId: 42 }));
        Assert.Equal(50, announces.Select(packet => packet.TransactionId).Distinct().Count());
        Assert.Equal([2, .. Enumerable.Repeat(1, 49)], calls.Select(call => call.Sent));
        foreach (var packet in announces) Answer(packet, Announced(packet));
        Assert.Equal((50, 0), (_ended.Count, _schedule.Count));
    }

    [Fact]
    public void What_a_tracker_says_to_a_shared_connect_it_says_to_all_who_wait()
    {
        var calls = Enumerable.Range(0, 3).Select(_ => Begin()).ToArray();
        var connect = Assert.Single(Sent());
        Answer(connect, [0, 0, 0, 3, .. Id(connect), .. "overloaded"u8]);
        Assert.Equal(calls.ToHashSet<UdpCall>(), _ended.Select(end => end.Call).ToHashSet());
        Assert.Equal(0, _schedule.Count);
    }

    [Fact]
    public void A_connect_outlives_the_call_that_caused_it()
    {
        var (first, second) = (Begin(), Begin());
        Assert.True(_schedule.Leave(first));
        Assert.False(_schedule.Leave(first));
        var connect = Assert.Single(Sent());
        Answer(connect, Connected(connect, 42));
        var announce = Assert.Single(Sent());
        Answer(announce, Announced(announce));
        Assert.Same(second, Assert.Single(_ended).Call);
    }

    [Fact]
    public void Many_stale_connection_ids_cost_one_connect()
    {
        Begin();
        var connect = Assert.Single(Sent());
        Answer(connect, Connected(connect, 42));
        for (var i = 0; i < 9; i++) Begin();
        var stale = Sent();
        Assert.Equal(10, stale.Length);
        foreach (var packet in stale) Answer(packet, [0, 0, 0, 3, .. Id(packet), .. "Invalid connection id"u8]);
        connect = Assert.Single(Sent());
        Answer(connect, Connected(connect, 43));
        Assert.Equal(10, Sent().Count(packet => packet.ConnectionId == 43));
        Assert.Empty(_ended);
    }

    [Fact]
    public void Calls_whose_wait_ends_together_send_one_new_connect_for_all()
    {
        for (var i = 0; i < 20; i++) Begin();
        Assert.Single(Sent());
        _time.Advance(TimeSpan.FromSeconds(15));
        _schedule.Expire(Now, _ended);
        var connect = Assert.Single(Sent());
        Answer(connect, Connected(connect, 42));
        Assert.Equal(20, Sent().Length);
    }

    [Fact]
    public void A_late_answer_to_a_packet_that_was_sent_again_is_a_stray()
    {
        Begin();
        var lost = Assert.Single(Sent());
        _time.Advance(TimeSpan.FromSeconds(15));
        _schedule.Expire(Now, _ended);
        var again = Assert.Single(Sent());
        Assert.NotEqual(lost.TransactionId, again.TransactionId);
        Assert.False(TryAnswer(lost, Connected(lost, 42)));
        Assert.True(TryAnswer(again, Connected(again, 42)));
    }

    [Fact]
    public void An_answer_from_another_address_or_port_is_a_stray()
    {
        Begin();
        var connect = Assert.Single(Sent());
        Assert.False(TryAnswer(connect with { From = new IPEndPoint(First, 6970) }, Connected(connect, 42)));
        Assert.False(TryAnswer(connect with { From = new IPEndPoint(IPAddress.Parse("192.0.2.2"), 6969) }, Connected(connect, 42)));
        Assert.False(TryAnswer(connect with { From = new IPEndPoint(Second, 6969) }, Connected(connect, 42)));
        Assert.True(TryAnswer(connect, Connected(connect, 42)));
    }

    [Fact]
    public void An_address_nothing_can_be_sent_to_gives_its_turn_to_the_next_and_the_last_error_is_told()
    {
        var call = Begin(First, Second);
        var connect = Assert.Single(Sent());
        _schedule.Unsendable(connect.TransactionId, new SocketException((int)SocketError.NetworkUnreachable), Now, _ended);
        connect = Assert.Single(Sent(AddressFamily.InterNetworkV6));
        Assert.Equal(Second, connect.From.Address);
        _schedule.Unsendable(connect.TransactionId, new SocketException((int)SocketError.NetworkUnreachable), Now, _ended);
        Assert.Equal((AttemptOutcome.Unknown, UdpEnd.NoPacket, 0), (call.Outcome, Assert.Single(_ended).Packet, _schedule.Count));
    }

    [Fact]
    public void Calls_in_flight_are_bounded()
    {
        var calls = Enumerable.Range(0, 255).Select(_ => Begin()).ToArray();
        Assert.All(calls, call => Assert.Equal(AttemptOutcome.Ok, call.Outcome));
        var one = New(First);
        Assert.False(_schedule.Begin(one, Now));
        Assert.Equal(AttemptOutcome.Unknown, one.Outcome);
    }

    private static UdpAnnounce New(params IPAddress[] addresses) =>
        new(TrackerUrl.Parse("udp://tracker.example.com:6969/announce"), Loopback.Request, default, default, null) { Addresses = addresses, Port = 6969 };

    private static byte[] Id(Packet packet)
    {
        var id = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(id, packet.TransactionId);
        return id;
    }

    private static byte[] Connected(Packet packet, byte connectionId) => [0, 0, 0, 0, .. Id(packet), 0, 0, 0, 0, 0, 0, 0, connectionId];

    private static byte[] Announced(Packet packet) => [0, 0, 0, 1, .. Id(packet), .. new byte[12]];

    private UdpAnnounce Begin(params IPAddress[] addresses)
    {
        var call = New(addresses is [] ? [First] : addresses);
        Assert.True(_schedule.Begin(call, Now));
        return call;
    }

    private Packet[] Sent(AddressFamily family = AddressFamily.InterNetwork)
    {
        var batch = _schedule.TakeOutgoing(family, new UdpBatch());
        return batch is null ? [] : [.. batch.Messages.ToArray().Select(message => new Packet(
            BinaryPrimitives.ReadUInt64BigEndian(batch.Packet(message)),
            (UdpAction)BinaryPrimitives.ReadInt32BigEndian(batch.Packet(message)[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(batch.Packet(message)[12..]),
            message.Server.EndPoint))];
    }

    private void Answer(Packet packet, byte[] answer) => Assert.True(TryAnswer(packet, answer));

    private bool TryAnswer(Packet packet, byte[] answer)
    {
        var source = packet.From.Serialize();
        return _schedule.TryReceive(answer, source.Buffer.Span[..source.Size], 0, Now, _ended);
    }

    private sealed record Packet(ulong ConnectionId, UdpAction Action, uint TransactionId, IPEndPoint From);
}
