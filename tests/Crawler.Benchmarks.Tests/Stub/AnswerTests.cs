using Crawler.Benchmarks.Stub;
using Crawler.Protocol.Announce;

namespace Crawler.Benchmarks.Tests.Stub;

public class AnswerTests
{
    [Fact]
    public void An_answer_is_read_as_it_was_written()
    {
        var answer = new Answer(
            1_800_000_000_123_456, 77, 1_199, StubTargets.HashOf(5), 0xFEDCBA98, 0x89ABCDEF, 0xFFEEDDCCBBAA9988, 200, AskedKind.Announce, AnnounceEvent.Stopped, 1_800);
        var record = new byte[Answer.Length];

        answer.Write(record);

        Assert.Equal(answer, Answer.Read(record));
    }
}
