using Crawler.Host.Targets;
using Crawler.Lab;

namespace Crawler.Host.Tests.Targets;

public sealed class TargetGlobTests : IDisposable
{
    private readonly PrivateFolder _folder = new();

    public TargetGlobTests()
    {
        Directory.CreateDirectory(_folder["a/deep/er"]);
        foreach (var name in new[] { "1.torrent", "2.txt", "a/3.torrent", "a/deep/4.torrent", "a/deep/er/5.torrent" }) _folder.Write(name, "");
        Directory.CreateSymbolicLink(_folder["a/loop"], _folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("*.torrent", "1.torrent")]
    [InlineData("?.t*", "1.torrent 2.txt")]
    [InlineData("*/*.torrent", "a/3.torrent")]
    [InlineData("**/*.torrent", "1.torrent a/3.torrent a/deep/4.torrent a/deep/er/5.torrent")]
    [InlineData("**/**/*.torrent", "1.torrent a/3.torrent a/deep/4.torrent a/deep/er/5.torrent")]
    [InlineData("**/deep/**/*.torrent", "a/deep/4.torrent a/deep/er/5.torrent")]
    [InlineData("a/**", "a/3.torrent a/deep/4.torrent a/deep/er/5.torrent")]
    [InlineData("**/nothing", "")]
    public void A_pattern_finds_files_in_a_stable_order_and_follows_no_link(string pattern, string expected)
    {
        var found = TargetGlob.Find(_folder[pattern], (_, _) => { }).Select(path => Path.GetRelativePath(_folder.Path, path)).ToList();

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), found.Order(StringComparer.Ordinal));
        Assert.Equal(found, TargetGlob.Find(_folder[pattern], (_, _) => { }).Select(path => Path.GetRelativePath(_folder.Path, path)));
    }

    [Fact]
    public async Task A_pattern_is_a_target_and_one_that_matches_nothing_a_problem()
    {
        var set = await TargetSet.ReadAsync([_folder["*.zip"]], Stream.Null, default);

        Assert.Equal($"{_folder["*.zip"]}: matches no file", Assert.Single(set.Problems).ToString());
    }
}
