using Crawler.Storage.Log;

namespace Crawler.Storage.Tests.Log;

public sealed class StoredTextTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("ein Zürcher 😀", "ein Zürcher 😀")]
    [InlineData("a\0b", "a\uFFFDb")]
    public void Only_what_cannot_be_stored_is_replaced(string? text, string? stored) => Assert.Equal(stored, StoredText.Clean(text));

    [Fact]
    public void Unpaired_surrogates_are_replaced() => Assert.Equal("\uFFFDx\uFFFD", StoredText.Clean("\uDC00x\uD800"));
}
