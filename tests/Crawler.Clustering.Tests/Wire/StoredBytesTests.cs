using System.Runtime.Serialization;
using Crawler.Actors.Torrents;
using Crawler.Clustering.Budgets;
using Crawler.Clustering.Campaigns;
using Crawler.Clustering.Standing;
using Crawler.Clustering.Wire;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Clustering.Tests.Wire;

/// <summary>
/// Messages as version 1 wrote them, kept here as bytes: what a node of any later version still reads, and goes on to write, so
/// that two versions can share a cluster. Add lines for what is new; never change one.
/// </summary>
public class StoredBytesTests
{
    private static readonly WireSerializer Serializer = new(null!);

    private static readonly Dictionary<string, object> Messages = new()
    {
        ["track"] = new TorrentMessages.Track(new Target
        {
            InfoHash = InfoHash.Parse("0123456789abcdef0123456789abcdef01234567"),
            FullV2Hash = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(),
            Name = "Ein Schloß, 城",
            Size = 1L << 40,
            IsPrivate = true,
            Source = "list.txt",
            Trackers = AnnounceTiers.Of([new TierEntry(0, 0, TrackerUrl.Parse("https://private.example/0123456789abcdef0123456789abcdef/announce")), new TierEntry(2, 1, TrackerUrl.Parse("udp://[2001:db8::1]:6969/announce"))]),
        }),
        ["node-report"] = new NodeReport("127.0.0.2:8421", "1.2.3", "here", DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_123), 85, 10_000, 12, "{\"calls\":1}", 40, true),
        ["campaign-report"] = new CampaignReport("swarms", "127.0.0.2:8421", DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_123), 30_000, 29_999, 256, 255),
        ["campaign-over"] = new CampaignOver("swarms"),
        ["lease-request"] = new LeaseRequest("here", "node-1", 7, new Dictionary<string, HostClaim> { ["tracker.example"] = new(new HostShare(20, 50, 16), 3, 6) }),
        ["lease-grant"] = new LeaseGrant(7, new Dictionary<string, HostShare> { ["tracker.example"] = new(6.5, 17, 5), ["*"] = HostShare.None }),
        ["lease-return"] = new LeaseReturn("here", "node-1"),
    };

    public static TheoryData<string, string> Stored => new()
    {
        { "track", "0a140123456789abcdef0123456789abcdef012345671220000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f1a1045696e205363686c6fc39f2c20e59f8e20808080808020280132086c6973742e7478743a431a4168747470733a2f2f707269766174652e6578616d706c652f30313233343536373839616263646566303132333435363738396162636465662f616e6e6f756e63653a27080210011a217564703a2f2f5b323030313a6462383a3a315d3a363936392f616e6e6f756e6365" },
        { "node-report", "0a0e3132372e302e302e323a383432311205312e322e331a046865726520fba0f1c2b134285530904e380c420b7b2263616c6c73223a317d48285001" },
        { "campaign-report", "0a06737761726d73120e3132372e302e302e323a3834323118fba0f1c2b13420b0ea0128afea0130800238ff01" },
        { "campaign-over", "0a06737761726d73" },
        { "lease-request", "0a046865726512066e6f64652d31180722240a0f747261636b65722e6578616d706c65120d0900000000000034401032181018032006" },
        { "lease-grant", "080712200a0f747261636b65722e6578616d706c65120d090000000000001a401011180512050a012a1200" },
        { "lease-return", "0a046865726512066e6f64652d31" },
    };

    [Theory]
    [MemberData(nameof(Stored))]
    public void What_version_1_wrote_is_read_and_written_still(string manifest, string hex)
    {
        var message = Messages[manifest];

        Assert.Equal(manifest, Serializer.Manifest(message));
        Assert.Equal(hex, Convert.ToHexStringLower(Serializer.ToBinary(message)));
        Assert.Equal(hex, Convert.ToHexStringLower(Serializer.ToBinary(Serializer.FromBinary(Convert.FromHexString(hex), manifest))));
    }

    [Fact]
    public void Every_message_is_kept() => Assert.Equal(WireSerializer.Types.Select(type => type.Name).Order(), Messages.Values.Select(message => message.GetType().Name).Order());

    [Fact]
    public void A_target_arrives_as_it_left()
    {
        var sent = ((TorrentMessages.Track)Messages["track"]).Target;
        var arrived = ((TorrentMessages.Track)Serializer.FromBinary(Serializer.ToBinary(Messages["track"]), "track")).Target;

        Assert.Equal(
            (sent.InfoHash, sent.Name, sent.Size, sent.IsPrivate, sent.Source, Convert.ToHexString(sent.FullV2Hash!.Value.Span)),
            (arrived.InfoHash, arrived.Name, arrived.Size, arrived.IsPrivate, arrived.Source, Convert.ToHexString(arrived.FullV2Hash!.Value.Span)));
        Assert.Equal(sent.Trackers.Entries, arrived.Trackers.Entries);
    }

    [Fact]
    public void A_field_that_a_later_version_adds_is_passed_over()
    {
        byte[] later = [.. Serializer.ToBinary(Messages["campaign-over"]), 0xF2, 0x3F, 3, 1, 2, 3]; // field 1022, three bytes

        Assert.Equal(Messages["campaign-over"], Serializer.FromBinary(later, "campaign-over"));
    }

    [Fact]
    public void A_message_of_another_version_or_of_nobody_is_refused_and_no_more()
    {
        Assert.Throws<SerializationException>(() => Serializer.FromBinary([], "of-a-later-version"));
        Assert.Throws<SerializationException>(() => Serializer.Manifest(new object()));
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            foreach (var manifest in Messages.Keys)
            {
                try
                {
                    Serializer.FromBinary(bytes, manifest);
                }
                catch (SerializationException)
                {
                    // As it should be: anything else would be an exception that Akka does not expect.
                }
            }
        }
    }

    [Fact]
    public void A_message_without_a_serializer_of_its_own_is_a_mistake()
    {
        var strict = new StrictSerializer(null!);

        Assert.Throws<SerializationException>(() => strict.ToBinary("?"));
        Assert.Throws<SerializationException>(() => strict.FromBinary([], typeof(string)));
    }
}
