using System.Security.Cryptography;
using System.Text;
using Crawler.Lab.Torrents;
using Crawler.Protocol.Metainfo;

namespace Crawler.Protocol.Tests.Metainfo;

public class TorrentFileTests
{
    [Fact]
    public void A_v1_torrent_has_the_SHA1_of_its_raw_info_slice_for_infohash_BEP_3()
    {
        var builder = new TorrentBuilder { Name = "x", Announce = "http://t.example.com/announce", Private = true };
        var torrent = TorrentFile.Parse(builder.ToBytes());
        Assert.Equal(builder.InfoHash, torrent.V1);
        Assert.Null(torrent.V2);
        Assert.Equal(("x", builder.ContentBytes.Length, 1, 16 * 1024, true), (torrent.Name, torrent.Size, torrent.FileCount, torrent.PieceLength, torrent.IsPrivate));
        Assert.Equal("http://t.example.com/announce", Assert.Single(torrent.Trackers.Entries).Url.Reveal());
    }

    [Fact]
    public void Unsorted_info_with_unknown_and_double_keys_and_odd_integers_stays_in_the_hash()
    {
        const string info = "d6:pieces20:aaaaaaaaaaaaaaaaaaaa12:piece lengthi00016384e4:name1:x6:lengthi-0e7:unknownl1:a01:be4:name1:ye";
        var torrent = Parse($"d4:info{info}8:announce21:http://t.example.com/e");
        Assert.Equal(InfoHash.OfInfoV1(Encoding.ASCII.GetBytes(info)), torrent.V1);
    }

    [Fact]
    public void Editing_anything_outside_info_leaves_the_infohash_unchanged()
    {
        var builder = new TorrentBuilder();
        var edited = builder with { Announce = "udp://t.example.com:1", Extra = [("comment", "changed"), ("zzz", 1)], AnnounceList = [["http://t.example.com/announce"]] };
        Assert.Equal(TorrentFile.Parse(builder.ToBytes()).V1, TorrentFile.Parse(edited.ToBytes()).V1);
    }

    [Fact]
    public void Only_the_top_level_info_counts_and_of_two_the_first()
    {
        const string first = "d6:lengthi1e4:name1:ae";
        var torrent = Parse($"d5:otherd4:infod4:name1:zee4:info{first}4:infod6:lengthi2e4:name1:bee");
        Assert.Equal(InfoHash.OfInfoV1(Encoding.ASCII.GetBytes(first)), torrent.V1);
        Assert.Equal("a", torrent.Name);
    }

    [Fact]
    public void A_v2_torrent_has_the_SHA256_of_the_slice_truncated_towards_trackers_BEP_52()
    {
        const string info = "d9:file treed1:ad0:d6:lengthi5e11:pieces root32:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaeee12:meta versioni2e4:name1:a12:piece lengthi16384ee";
        var torrent = Parse($"d4:info{info}e");
        var sha256 = SHA256.HashData(Encoding.ASCII.GetBytes(info));
        Assert.Null(torrent.V1);
        Assert.Equal(sha256, torrent.V2!.Value.ToArray());
        Assert.Equal((5, 1, false), (torrent.Size, torrent.FileCount, torrent.IsHybrid));
        var target = Assert.Single(torrent.Targets("a.torrent"));
        Assert.Equal(new InfoHash(sha256.AsSpan(0, 20)), target.InfoHash);
        Assert.Equal(sha256, target.FullV2Hash!.Value.ToArray());
    }

    [Fact]
    public void A_hybrid_torrent_is_two_swarms_BEP_52()
    {
        var torrent = Parse("d4:infod9:file treed1:ad0:d6:lengthi5eeee6:lengthi5e12:meta versioni2e4:name1:a6:pieces20:aaaaaaaaaaaaaaaaaaaaee");
        Assert.True(torrent.IsHybrid);
        Assert.Equal([torrent.V1!.Value, TorrentFile.Truncate(torrent.V2!.Value.Span)], torrent.Targets().Select(target => target.InfoHash));
        Assert.Equal(5, torrent.Size);
    }

    [Theory]
    [InlineData("i3e")]
    [InlineData("i99999999999999999999999999e")]
    public void A_meta_version_beyond_2_is_refused_as_unsupported(string version) =>
        Assert.Contains("not supported", Refusal($"d4:infod12:meta version{version}4:name1:aee"));

    [Theory]
    [InlineData("i1e")]
    [InlineData("i-99999999999999999999999999e")]
    [InlineData("1:2")]
    public void A_meta_version_below_2_or_of_the_wrong_kind_is_v1(string version) =>
        Assert.NotNull(Parse($"d4:infod12:meta version{version}4:name1:aee").V1);

    [Fact]
    public void A_file_tree_of_endless_depth_is_refused_and_not_recursed_into()
    {
        var tree = string.Concat(Enumerable.Repeat("d1:a", 100_000));
        Assert.Contains("nested deeper", Refusal($"d4:infod9:file tree{tree}"));
    }

    [Fact]
    public void A_file_tree_as_deep_as_paths_are_is_read()
    {
        var tree = string.Concat(Enumerable.Repeat("d1:a", 90)) + "d0:d6:lengthi7eee" + new string('e', 90);
        Assert.Equal(7, Parse($"d4:infod9:file tree{tree}12:meta versioni2eee").Size);
    }

    [Theory]
    [InlineData("d9:file tree1:x12:meta versioni2ee")]
    [InlineData("d9:file treed1:ai5ee12:meta versioni2ee")]
    [InlineData("d9:file treed1:ad0:i5eee12:meta versioni2ee")]
    public void A_malformed_file_tree_leaves_the_size_unknown(string info)
    {
        var torrent = Parse($"d4:info{info}e");
        Assert.Null(torrent.Size);
        Assert.NotNull(torrent.V2);
    }

    [Theory]
    [InlineData("d6:lengthi-1ee")]
    [InlineData("d5:filesld6:lengthi-5e4:pathl1:aeeee")]
    [InlineData("d9:file treed1:ad0:d6:lengthi-5eeee12:meta versioni2ee")]
    public void A_negative_size_is_refused(string info) => Assert.Contains("negative size", Refusal($"d4:info{info}e"));

    [Fact]
    public void Sizes_beyond_64_bits_saturate() =>
        Assert.Equal(long.MaxValue, Parse("d4:infod5:filesld6:lengthi9223372036854775807eed6:lengthi99999999999999999999eeeee").Size);

    [Fact]
    public void Padding_files_count_neither_as_files_nor_as_bytes_BEP_47()
    {
        var torrent = Parse("d4:infod5:filesld6:lengthi10e4:pathl1:aeed4:attr1:p6:lengthi6e4:pathl4:.pad1:6eeeee");
        Assert.Equal((10, 1), (torrent.Size, torrent.FileCount));
    }

    [Fact]
    public void A_torrent_without_a_name_is_still_a_torrent() => Assert.Null(Parse("d4:infod6:lengthi1eee").Name);

    [Fact]
    public void The_name_is_made_fit_to_show_and_utf8_is_preferred()
    {
        Assert.Equal("a b", Parse("d4:infod4:name5:a\u0001\u001b\nbee").Name);
        Assert.Equal("good", Parse("d4:infod4:name3:bad10:name.utf-84:goodee").Name);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("<html>", "does not begin with")]
    [InlineData("4:spam", "does not begin with")]
    [InlineData("le", "does not begin with")]
    [InlineData("de", "no 'info'")]
    [InlineData("d4:info4:spame", "'info' is no dictionary")]
    [InlineData("d4:infoi5ee", "'info' is no dictionary")]
    [InlineData("d4:infod4:name1:a", "not a whole torrent")]
    [InlineData("d4:infodi1ei2eee", "not a whole torrent")]
    [InlineData("d8:announce99:xe", "not a whole torrent")]
    public void What_is_no_torrent_is_refused_with_the_reason(string text, string reason) => Assert.Contains(reason, Refusal(text));

    [Fact]
    public void A_torrent_truncated_anywhere_is_refused()
    {
        var whole = new TorrentBuilder { Announce = "http://t.example.com/announce" }.ToBytes();
        for (var length = 0; length < whole.Length; length += length is > 300 and < 63_000 ? 977 : 1)
            Assert.Throws<MetainfoException>(() => TorrentFile.Parse(whole.AsSpan(0, length)));
    }

    [Theory]
    [InlineData("i1700000000e", 1700000000L)]
    [InlineData("i0e", null)]
    [InlineData("i-5e", null)]
    [InlineData("i99999999999999999e", null)]
    [InlineData("10:yesterday!", null)]
    public void A_creation_date_beyond_the_calendar_is_unknown(string value, long? expected) =>
        Assert.Equal(expected, Parse($"d13:creation date{value}4:infodee").CreatedAt?.ToUnixTimeSeconds());

    private static TorrentFile Parse(string text) => TorrentFile.Parse(Encoding.Latin1.GetBytes(text));

    private static string Refusal(string text) => Assert.Throws<MetainfoException>(() => Parse(text)).Message;
}
