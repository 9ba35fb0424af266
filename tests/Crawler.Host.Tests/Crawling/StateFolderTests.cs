using Crawler.Host.Crawling;
using Crawler.Host.Terminal;
using Crawler.Lab;
using Crawler.Storage;

namespace Crawler.Host.Tests.Crawling;

public sealed class StateFolderTests : IDisposable
{
    private static readonly StoreLocation Store = StoreLocation.Parse("postgres://me:secret@db.example/crawler");

    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_campaign_on_a_store_has_one_of_its_own_that_tells_no_secret()
    {
        var name = StateFolder.NameOf(Store, "Big crawl/№ 7");
        Assert.Matches("^big_crawl___7-[0-9a-f]{8}$", name);
        Assert.Equal(name, StateFolder.NameOf(StoreLocation.Parse("postgres://me:changed@db.example/crawler"), "Big crawl/№ 7"));
        Assert.NotEqual(name, StateFolder.NameOf(StoreLocation.Parse("postgres://me:secret@other.example/crawler"), "Big crawl/№ 7"));
        Assert.Equal(StateFolder.NameOf(StoreLocation.Parse("a.db"), "x"), StateFolder.NameOf(StoreLocation.Parse(Path.GetFullPath("a.db")), "x"));
        Assert.InRange(StateFolder.NameOf(Store, new string('x', 1000)).Length, 10, 60);
    }

    [Fact]
    public void A_second_process_is_told_who_has_it_and_gets_it_once_the_first_is_gone()
    {
        using (StateFolder.Open(_folder.Path, Store, "crawl"))
        {
            var refused = Assert.Throws<UserException>(() => StateFolder.Open(_folder.Path, Store, "crawl"));
            Assert.Contains("another crawl of campaign 'crawl'", refused.Message);
            Assert.Equal(ExitCode.Failed, refused.ExitCode);
            using (StateFolder.Open(_folder.Path, Store, "another")) { }
        }

        using var next = StateFolder.Open(_folder.Path, Store, "crawl");
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(next.Path));
    }

    [Fact]
    public void A_file_in_its_place_is_one_line()
    {
        var refused = Assert.Throws<UserException>(() => StateFolder.Open(_folder.Write("file", ""), Store, "crawl"));
        Assert.Contains("--state", refused.Message);
        Assert.DoesNotContain('\n', refused.Message);
    }
}
