using System.Text;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.Tests.Scrape;

/// <summary>What one piece makes of an answer, any pieces must, and so must <see cref="ScrapeDecoder"/>, which holds it whole.</summary>
public class FullScrapeReaderTests
{
    private const string A = "AAAAAAAAAAAAAAAAAAAA";
    private const string B = "BBBBBBBBBBBBBBBBBBBB";

    public static TheoryData<string> Answers =>
    [
        "de", "d5:filesdee", "d5:filesd0:d8:completei1eeee", "d5:filesi5ee", "d5:filesle5:filesd20:" + A + "deee",
        Files(A, "8:completei12e10:downloadedi345e10:incompletei6e", B, "8:completei0e10:downloadedi0e10:incompletei0e"),
        Files(A, "10:incompletei6e8:completei12e", B, "", A, "8:completei1e"), // other orders, none, twice
        Files(A, "8:completei-1e10:downloadedi99999999999999999999e10:incompletei0007e", B, "8:completei-99999999999999999999e"),
        Files(A, "8:completei1e4:name5:Title10:incompletei2e5:otherd1:ali1e2:bbd1:ci3eeee10:downloadedi3e"),
        Files(A, "8:complete1:x10:incompletele10:downloadedde", B, "8:completei1e8:completei2e"),
        "d5:filesd19:AAAAAAAAAAAAAAAAAAAd8:completei1ee21:AAAAAAAAAAAAAAAAAAAAAd8:completei1ee20:" + A + "i5e20:" + B + "d8:completei1eeee", // wrong keys, no dictionary
        "d5:filesd22:AAAAAAAAAAAAAAAAAA\u00c3\u00bf\u00c2\u0080d8:completei7eeee", // keys as UTF-8
        "d5:filesd20:" + A + "d8:completei1eee5:flagsd20:min_request_intervali900e1:xlee14:unknown stringd1:ai1eee",
        "d14:failure reason4:busy8:retry in2:10e", "d8:retry in5:never14:failure reason0:e", "d14:failure reason4:busy5:filesd20:" + A + "d8:completei1eee8:retry ini5ee",
        "d8:retry inle14:failure reasoni5ee", "d5:flagsi1e5:filesd20:" + A + "deee" + "trailing garbage d5:files",
    ];

    [Theory]
    [MemberData(nameof(Answers))]
    public void Pieces_of_any_size_make_no_difference_and_the_decoder_of_whole_answers_agrees(string answer)
    {
        var bytes = Encoding.Latin1.GetBytes(answer);
        var whole = Read(bytes, bytes.Length);
        var decoded = ScrapeDecoder.Decode(bytes);
        Assert.Equal(decoded.Files.OrderBy(file => file.Key).Select(file => (file.Key, file.Value)), whole.Found
            .GroupBy(swarm => swarm.InfoHash).Select(same => same.First()).OrderBy(swarm => swarm.InfoHash)
            .Select(swarm => (swarm.InfoHash, new ScrapeCounts(swarm.Complete, swarm.Incomplete, swarm.Downloaded))));
        Assert.Equal((decoded.FailureReason, decoded.Retry, decoded.MinRequestInterval), (whole.Failure, whole.Retry, whole.MinInterval));
        for (var size = 1; size < bytes.Length; size++) AssertSame(whole, Read(bytes, size));
        for (var cut = 0; cut <= bytes.Length; cut++) AssertSame(whole, Read([bytes[..cut], bytes[cut..]]));
    }

    [Theory]
    [InlineData("d5:filesd20:" + A + "d8:completei1ee20:" + B + "d8:compl", "cut off")]
    [InlineData("d5:filesd20:" + A + "d8:completei1ee20:" + B + "d8:completei12", "cut off")]
    [InlineData("d5:filesd20:" + A + "d8:completei1ee20:" + B + "x8:completei1ee", "no bencode value at byte 70")]
    [InlineData("d5:filesd20:" + A + "d8:completei1eei5ei5e", "a key that is no string")]
    [InlineData("d5:filesd20:" + A + "d8:completei1ee20:" + B + "e", "an end where a value should stand")]
    [InlineData("d5:filesd20:" + A + "d8:completei1ee1:xi-e", "not an integer")]
    [InlineData("d5:filesd20:" + A + "d8:completei1ee1:xie", "not an integer")]
    [InlineData("d5:filesd20:" + A + "d8:completei1ee20 ", "string length")]
    [InlineData("d5:filesd20:" + A + "d8:completei1ee99999999999:", "string length")]
    [InlineData("d5:filesd20:" + A + "d8:completei1ee1:xlllllllllllllllllllllllllll", "nested deeper")]
    [InlineData("d5:filesd20:" + A + "d8:completei1ee9999999999:never ends", "cut off")]
    public void What_stood_before_a_mistake_or_a_cut_is_found_and_then_it_is_told(string answer, string problem)
    {
        var bytes = Encoding.Latin1.GetBytes(answer);
        for (var size = 1; size <= bytes.Length; size++)
        {
            var found = new List<ScrapedSwarm>();
            var reader = new FullScrapeReader();
            var error = Assert.Throws<WireFormatException>(() =>
            {
                foreach (var piece in bytes.Chunk(size)) reader.Read(piece, found);
                reader.End();
            });
            Assert.Contains(problem, error.Message, StringComparison.Ordinal);
            Assert.Equal([new ScrapedSwarm(new InfoHash(Encoding.Latin1.GetBytes(A)), 1, null, null)], found);
        }
    }

    [Theory]
    [InlineData("i5e")]
    [InlineData("le")]
    [InlineData("4:spam")]
    public void What_is_no_dictionary_is_no_answer(string answer) =>
        Assert.Throws<WireFormatException>(() => new FullScrapeReader().Read(Encoding.Latin1.GetBytes(answer), []));

    [Fact]
    public void A_gigabyte_in_one_string_or_one_number_is_passed_over_without_holding_it()
    {
        var (reader, found) = (new FullScrapeReader(), new List<ScrapedSwarm>());
        var piece = new byte[1 << 16];
        piece.AsSpan().Fill((byte)'7');
        var before = GC.GetAllocatedBytesForCurrentThread();
        reader.Read("d1073741824:"u8, found);
        for (var i = 0; i < 1 << 14; i++) reader.Read(piece, found);
        reader.Read("i"u8, found);
        for (var i = 0; i < 1 << 8; i++) reader.Read(piece, found);
        reader.Read(Encoding.Latin1.GetBytes("e5:filesd20:" + A + "d8:completei1eeee"), found);
        Assert.Single(found);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private static void AssertSame(Outcome expected, Outcome actual)
    {
        Assert.Equal(expected.Found, actual.Found);
        Assert.Equal(expected with { Found = [] }, actual with { Found = [] });
    }

    private static Outcome Read(byte[] answer, int size) => Read(answer.Chunk(Math.Max(1, size)));

    private static Outcome Read(IEnumerable<byte[]> pieces)
    {
        var found = new List<ScrapedSwarm>();
        var reader = new FullScrapeReader();
        foreach (var piece in pieces) reader.Read(piece, found);
        reader.End();
        Assert.Equal(found.Count, reader.Swarms);
        return new Outcome([.. found], reader.FailureReason, reader.Retry, reader.MinRequestInterval);
    }

    private static string Files(params string[] hashesAndCounts) =>
        "d5:filesd" + string.Concat(hashesAndCounts.Chunk(2).Select(pair => $"20:{pair[0]}d{pair[1]}e")) + "ee";

    private sealed record Outcome(ScrapedSwarm[] Found, string? Failure, RetryAdvice? Retry, long? MinInterval)
    {
        public bool Equals(Outcome? other) => other is not null && (Failure, Retry, MinInterval) == (other.Failure, other.Retry, other.MinInterval);

        public override int GetHashCode() => HashCode.Combine(Failure, Retry, MinInterval);
    }
}
