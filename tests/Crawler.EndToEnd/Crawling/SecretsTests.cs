using System.Text;
using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Lab;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;

namespace Crawler.EndToEnd.Crawling;

public class SecretsTests
{
    private const string Passkey = "0123456789abcdef0123456789abcdef";
    private const string InQuery = "SECRETSECRET";
    private const string Path = $"/{Passkey}/announce?pk={InQuery}";
    private const string Echo = $"unknown passkey {Passkey} or pk={InQuery}";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_passkey_shows_nowhere_but_in_its_own_table(bool json)
    {
        await using var good = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { WarningMessage = Echo }));
        await using var refusing = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { FailureReason = Echo, Peers = null }));
        await using var forbidding = FakeHttpTracker.Start(_ => FakeResponse.Status(403, Echo));
        await using var redirecting = FakeHttpTracker.Start(call => FakeResponse.Redirect($"gopher://elsewhere{call.Target}"));
        await using var udp = FakeUdpTracker.Start((packet, usual) =>
            packet.Announce is null ? usual : UdpReply.Error(packet.TransactionId, Echo));
        string[] urls =
        [
            good.Url(Path), refusing.Url(Path), forbidding.Url(Path), redirecting.Url(Path), udp.Url(Path),
            $"http://127.0.0.1:{FreePort.ForTcpAndUdp()}{Path}", $"http://no-such-host.invalid{Path}", $"gopher://tracker.example{Path}",
        ];
        using var folder = new PrivateFolder();
        var torrent = new TorrentBuilder { Name = "secrets.bin", AnnounceList = [.. urls.Select(url => (string[])[url])] };
        await using var crawler = CrawlerProcess.Start(
            ["crawl", folder.Write("x.torrent", torrent.ToBytes()), "--allow-private", "--for", "2m", "--store", folder["crawl.db"], .. json ? (string[])["--json"] : []]);
        await crawler.UntilAsync(() => $"{crawler.Output}{crawler.Error}".Split("(started)").Length > 7, "all seven were called");
        var ended = await crawler.InterruptAsync();

        Assert.Equal(Path, good.Requests[0].Target[..Path.Length]);
        Assert.Contains(InQuery, udp.Packets.First(packet => packet.Announce is not null).Announce!.UrlData);
        var store = folder["crawl.db"];
        Assert.All(
            [
                ended.Output, ended.Error, (await CommandLine.RunAsync("report", "--store", store)).Output,
                (await CommandLine.RunAsync("report", "--store", store, "--json")).Output,
                (await CommandLine.RunAsync("db", "status", "--store", store, "--json")).Output, await AllTablesAsync(StoredCrawl.Sqlite(store)),
            ],
            ShowsNoSecret);
        Assert.Equal(7, await StoredCrawl.Sqlite(store).NumberAsync($"SELECT COUNT(*) FROM tracker_secret WHERE url LIKE '%{Passkey}%{InQuery}%'"));
        Assert.Contains("***", ended.Output + ended.Error);
    }

    private static void ShowsNoSecret(string text)
    {
        Assert.NotEqual("", text);
        Assert.DoesNotContain(Passkey, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(InQuery, text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Every value of every table but the one that may, bytes read as text.</summary>
    private static async Task<string> AllTablesAsync(StoredCrawl store)
    {
        var text = new StringBuilder();
        foreach (var table in await store.QueryAsync("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'tracker_secret'"))
        {
            foreach (var value in (await store.QueryAsync($"SELECT * FROM {table[0]}")).SelectMany(row => row))
                text.Append(value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : value).Append('\n');
        }

        return text.ToString();
    }
}
