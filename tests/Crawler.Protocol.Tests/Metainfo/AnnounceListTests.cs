using System.Text;
using Crawler.Lab.Torrents;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Metainfo;

public class AnnounceListTests
{
    private const string A = "http://a.example.com/announce";
    private const string B = "udp://b.example.com:6969/";
    private const string C = "https://c.example.com/announce";

    [Fact]
    public void The_announce_list_is_kept_tier_by_tier_BEP_12()
    {
        var trackers = Trackers([[A, B], [C]], announce: "http://ignored.example.com/");
        Assert.Equal([(0, 0, A), (0, 1, B), (1, 0, C)], trackers.Entries.Select(entry => (entry.Tier, entry.Position, entry.Url.Reveal())));
    }

    [Fact]
    public void Announce_is_used_where_the_list_holds_no_usable_URL()
    {
        var trackers = Trackers([["telnet://x"], []], announce: A);
        Assert.Equal(A, Assert.Single(trackers.Entries).Url.Reveal());
        Assert.Equal("telnet", Assert.Single(trackers.Rejected).Scheme);
    }

    [Fact]
    public void Empty_tiers_and_blank_URLs_leave_no_gap()
    {
        var trackers = Trackers([[], [A], ["", " "], [], [B]]);
        Assert.Equal([(0, A), (1, B)], trackers.Entries.Select(entry => (entry.Tier, entry.Url.Reveal())));
        Assert.Empty(trackers.Rejected);
    }

    [Fact]
    public void A_URL_that_stands_twice_counts_where_it_stood_first()
    {
        var trackers = Trackers([[A, A], [B], [A, C]]);
        Assert.Equal([(0, A), (1, B), (2, C)], trackers.Entries.Select(entry => (entry.Tier, entry.Url.Reveal())));
    }

    [Theory]
    [InlineData("d13:announce-listl29:http://a.example.com/announce25:udp://b.example.com:6969/e4:infodee", 2)]
    [InlineData("d13:announce-listli5e29:http://a.example.com/announceli6e25:udp://b.example.com:6969/d1:ai1eeee4:infodee", 2)]
    [InlineData("d13:announce-listde8:announce29:http://a.example.com/announce4:infodee", 1)]
    [InlineData("d8:announcei5e4:infodee", 0)]
    public void A_flat_list_or_one_of_odd_items_gives_what_it_holds(string torrent, int count) =>
        Assert.Equal(count, TorrentFile.Parse(Encoding.ASCII.GetBytes(torrent)).Trackers.Entries.Count);

    [Fact]
    public void A_rejected_URL_is_kept_by_scheme_and_reason_since_the_rest_may_be_secret()
    {
        var rejected = Assert.Single(Trackers([["http://t.example.com:69691337/s3cr3t/announce"]]).Rejected);
        Assert.Equal("http", rejected.Scheme);
        Assert.DoesNotContain("s3cr3t", rejected.Problem);
    }

    [Fact]
    public void An_announce_list_of_10_MB_costs_neither_memory_nor_time()
    {
        var torrent = Encoding.ASCII.GetBytes($"d13:announce-listl{string.Concat(Enumerable.Repeat("l1:ae", 2_000_000))}e4:infodee");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var trackers = TorrentFile.Parse(torrent).Trackers;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Empty(trackers.Entries);
        Assert.Equal(AnnounceTiers.MaxTrackers, trackers.Rejected.Count);
    }

    [Fact]
    public void More_than_1000_trackers_are_not_taken_from_one_torrent()
    {
        var trackers = Trackers([.. Enumerable.Range(0, 1500).Select(i => (string[])[$"http://t{i}.example.com/"])]);
        Assert.Equal(1000, trackers.Entries.Count);
        Assert.Contains("more than 1000", trackers.Rejected[0].Problem);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_reach_the_tracker_as_the_torrent_wrote_them()
    {
        byte[] url = [.. "http://a.example.com/"u8, 0xE9, .. "/announce"u8];
        byte[] torrent = [.. "d8:announce31:"u8, .. url, .. "4:infodee"u8];
        Assert.Equal("/%E9/announce", Assert.Single(TorrentFile.Parse(torrent).Trackers.Entries).Url.PathAndQuery);
    }

    [Fact]
    public void Further_trackers_become_tiers_of_their_own_unless_known()
    {
        var trackers = Trackers([[A, B]]).With([TrackerUrl.Parse(B), TrackerUrl.Parse(C)]);
        Assert.Equal([(0, A), (0, B), (1, C)], trackers.Entries.Select(entry => (entry.Tier, entry.Url.Reveal())));
    }

    private static AnnounceTiers Trackers(string[][] list, string? announce = null) =>
        TorrentFile.Parse(new TorrentBuilder { AnnounceList = list, Announce = announce }.ToBytes()).Trackers;
}
