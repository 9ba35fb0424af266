using System.Text;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.Tests.Scrape;

public class ScrapeDecoderTests
{
    private const string A = "aaaaaaaaaaaaaaaaaaaa";
    private const string B = "bbbbbbbbbbbbbbbbbbbb";

    [Fact]
    public void Counts_are_read_by_infohash_BEP_48()
    {
        var answer = Decode($"d5:filesd20:{A}d8:completei1e10:downloadedi2e10:incompletei3e4:name1:xe20:{B}d8:completei0e10:downloadedi0e10:incompletei0eeee");
        Assert.Equal(new ScrapeCounts(1, 3, 2), answer.Files[Hash(A)]);
        Assert.Equal(new ScrapeCounts(0, 0, 0), answer.Files[Hash(B)]);
    }

    [Fact]
    public void Absent_counts_are_not_zero() => Assert.Equal(new ScrapeCounts(5, null, null), Decode($"d5:filesd20:{A}d8:completei5eeee").Files[Hash(A)]);

    [Theory]
    [InlineData("i-1e", -1L)]
    [InlineData("i99999999999999999999e", long.MaxValue)]
    [InlineData("1:5", null)]
    public void Odd_counts_are_kept_raw(string value, long? expected) =>
        Assert.Equal(expected, Decode($"d5:filesd20:{A}d8:complete{value}eee").Files[Hash(A)].Complete);

    [Fact]
    public void Keys_that_are_no_infohash_and_values_that_are_no_dictionary_are_passed_over()
    {
        var answer = Decode($"d5:filesd3:abcd8:completei1ee20:{A}i5e40:{A}{A}de20:{B}deee");
        Assert.Equal([Hash(B)], answer.Files.Keys);
    }

    [Fact]
    public void A_hash_that_was_taken_for_text_and_written_as_UTF8_is_read_back()
    {
        var hash = new InfoHash(Enumerable.Range(236, 20).Select(i => (byte)i).ToArray());
        var key = Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(hash.ToArray()));
        byte[] body = [.. Encoding.ASCII.GetBytes($"d5:filesd{key.Length}:"), .. key, .. "d8:completei7eeee"u8];
        Assert.Equal(7, ScrapeDecoder.Decode(body).Files[hash].Complete);
    }

    [Fact]
    public void Of_a_hash_that_stands_twice_the_first_counts() =>
        Assert.Equal(1, Decode($"d5:filesd20:{A}d8:completei1ee20:{A}d8:completei2eeee").Files[Hash(A)].Complete);

    [Theory]
    [InlineData("i5e", 5)]
    [InlineData("1:5", 5)]
    public void Retry_in_counts_in_scrape_answers_too_BEP_31(string value, int minutes)
    {
        var answer = Decode($"d14:failure reason4:busy8:retry in{value}e");
        Assert.Equal(("busy", TimeSpan.FromMinutes(minutes), false), (answer.FailureReason, answer.Retry!.After, answer.IsBareText));
        Assert.True(Decode("d14:failure reason4:gone8:retry in5:nevere").Retry!.IsNever);
    }

    [Fact]
    public void The_trackers_wish_for_fewer_scrapes_is_read() =>
        Assert.Equal(900, Decode("d5:filesde5:flagsd20:min_request_intervali900eee").MinRequestInterval);

    [Theory]
    [InlineData("Scrape is disabled", "Scrape is disabled")]
    [InlineData("<h1>403 Forbidden</h1>", "403 Forbidden")]
    public void A_bare_text_is_a_refusal(string body, string reason)
    {
        var answer = Decode(body);
        Assert.Equal((reason, true), (answer.FailureReason, answer.IsBareText));
    }

    [Theory]
    [InlineData("")]
    [InlineData("d5:filesd20:aaaa")]
    [InlineData("d5:files")]
    [InlineData("\u0001\u0002")]
    public void What_cannot_be_read_is_malformed(string body) => Assert.ThrowsAny<WireFormatException>(() => Decode(body));

    private static ScrapeAnswer Decode(string body) => ScrapeDecoder.Decode(Encoding.Latin1.GetBytes(body));

    private static InfoHash Hash(string text) => new(Encoding.ASCII.GetBytes(text));
}
