using System.Buffers.Binary;
using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Udp;
using Crawler.Simulation.Endpoints;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Tests.Endpoints;

/// <summary>Datagrams of BEP 15, whole and broken, without a socket.</summary>
public class UdpDeskTests
{
    private const uint Transaction = 0xC0FFEE;

    private static readonly IPEndPoint From = new(Samples.Caller, 4000);

    private readonly UdpDesk _desk = Desk(Samples.Tracker(members: 100));

    [Fact]
    public void Connecting_gives_an_id_that_an_announce_needs()
    {
        var answer = _desk.Answer(UdpRequests.Announce(Connect(_desk), Transaction, Samples.Request, "/announce"), From, Samples.Start)!;

        Assert.True(UdpReplies.TryReadHeader(answer, out var action, out var transaction));
        Assert.Equal((UdpAction.Announce, Transaction), (action, transaction));
        Assert.Equal(50, UdpReplies.ReadAnnounce(answer, overV6: false).Peers.Count);
    }

    [Fact]
    public void A_wrong_protocol_id_is_not_answered()
    {
        var packet = UdpRequests.Connect(Transaction);
        packet[0]++;

        Assert.Null(_desk.Answer(packet, From, Samples.Start));
    }

    [Theory]
    [InlineData("9.9.9.9", 4001, 0)]
    [InlineData("9.9.9.10", 4000, 0)]
    [InlineData("9.9.9.9", 4000, 240)]
    public void An_id_of_another_sender_or_time_is_refused(string address, int port, int seconds)
    {
        var packet = UdpRequests.Announce(Connect(_desk), Transaction, Samples.Request, "/");

        AssertError(_desk.Answer(packet, new IPEndPoint(IPAddress.Parse(address), port), Samples.Start.AddSeconds(seconds)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(120)]
    public void An_id_is_good_for_two_minutes_at_least(int seconds)
    {
        var packet = UdpRequests.Announce(Connect(_desk), Transaction, Samples.Request, "/");

        Assert.Equal((int)UdpAction.Announce, BinaryPrimitives.ReadInt32BigEndian(_desk.Answer(packet, From, Samples.Start.AddSeconds(seconds))));
    }

    [Fact]
    public void Every_way_to_cut_a_packet_short_is_survived()
    {
        var id = Connect(_desk);
        foreach (var whole in (byte[][])[UdpRequests.Announce(id, Transaction, Samples.Request, "/"), UdpRequests.Scrape(id, Transaction, [Samples.Hash])])
        {
            for (var length = 0; length < whole.Length; length++)
            {
                var answer = _desk.Answer(whole.AsSpan(0, length), From, Samples.Start);
                if (length < 16) Assert.Null(answer);
                else AssertError(answer);
            }
        }
    }

    [Fact]
    public void Any_bytes_after_a_good_head_are_survived()
    {
        var random = new SeededRandom(6);
        var id = Connect(_desk);
        for (var i = 0; i < 5_000; i++)
        {
            var packet = new byte[random.Next(16, 200)];
            random.NextBytes(packet);
            BinaryPrimitives.WriteUInt64BigEndian(packet, id);
            if (i % 4 != 0) BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(8), random.Next(-1, 5));

            var answer = _desk.Answer(packet, From, Samples.Start);
            Assert.True(answer is null || answer.AsSpan(4, 4).SequenceEqual(packet.AsSpan(12, 4)));
        }
    }

    [Fact]
    public void A_scrape_of_more_than_seventy_four_is_answered_for_seventy_four()
    {
        var packet = new byte[16 + (200 * InfoHash.Length)];
        UdpRequests.Scrape(Connect(_desk), Transaction, [Samples.Hash]).CopyTo(packet, 0);

        Assert.Equal(74, UdpReplies.ReadScrape(_desk.Answer(packet, From, Samples.Start)!).Length);
    }

    [Fact]
    public void A_swarm_not_served_is_scraped_as_empty_since_the_packet_cannot_say_more()
    {
        var desk = Desk(Samples.Tracker(members: 10, new TrackerManners { RegisteredOnly = true }));
        var counts = UdpReplies.ReadScrape(desk.Answer(UdpRequests.Scrape(Connect(desk), Transaction, [Samples.OtherHash, Samples.Hash]), From, Samples.Start)!);

        Assert.Equal([(0, 0), (3, 7)], counts.Select(claimed => (claimed.Complete ?? -1, claimed.Incomplete ?? -1)));
    }

    [Fact]
    public void A_reply_has_no_more_peers_than_a_datagram_holds()
    {
        var desk = Desk(Samples.Tracker(members: 12_000, new TrackerManners { MaxNumWant = 20_000 }));
        var answer = desk.Answer(UdpRequests.Announce(Connect(desk), Transaction, Samples.Request with { NumWant = 20_000 }, "/"), From, Samples.Start)!;

        Assert.InRange(answer.Length, 65_500, 65_507);
        Assert.Equal(ReplyOddities.None, UdpReplies.ReadAnnounce(answer, overV6: false).Oddities);
    }

    [Fact]
    public void A_tracker_that_does_not_answer_sends_nothing()
    {
        var desk = Desk(Samples.Tracker(members: 10, new TrackerManners { Loss = 1 }));
        var id = Connect(desk);

        Assert.Null(desk.Answer(UdpRequests.Announce(id, Transaction, Samples.Request, "/"), From, Samples.Start));
        Assert.Null(desk.Answer(UdpRequests.Scrape(id, Transaction, [Samples.Hash]), From, Samples.Start));
    }

    private static UdpDesk Desk(ITracker tracker) => new(tracker, new UdpConnectionKeys(new byte[32]));

    private static ulong Connect(UdpDesk desk) => UdpReplies.ReadConnectionId(desk.Answer(UdpRequests.Connect(Transaction), From, Samples.Start));

    private static void AssertError(byte[]? answer)
    {
        Assert.True(UdpReplies.TryReadHeader(answer, out var action, out var transaction));
        Assert.Equal((UdpAction.Error, Transaction), (action, transaction));
    }
}
