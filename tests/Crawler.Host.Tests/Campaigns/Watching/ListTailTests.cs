using Crawler.Host.Campaigns.Watching;
using Crawler.Lab;

namespace Crawler.Host.Tests.Campaigns.Watching;

public sealed class ListTailTests : IDisposable
{
    private readonly PrivateFolder _folder = new();
    private readonly ListTail _tail;
    private readonly List<string> _problems = [];

    public ListTailTests() => _tail = new ListTail(_folder["list"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_come_once_and_whole()
    {
        Assert.Empty(Read());
        Write("# a comment\none\n\ntwo\nthr");
        Assert.Equal(["2 one", "4 two"], Read());
        Write("# a comment\none\n\ntwo\nthree\n");
        Assert.Equal(["5 three"], Read());
        Assert.Empty(Read());
    }

    [Fact]
    public void A_last_line_without_its_end_is_taken_when_the_file_has_stopped_growing()
    {
        Write("one\ntwo");
        Assert.Equal(["1 one"], Read());
        Assert.Equal(["2 two"], Read());
        Assert.Empty(Read());
    }

    [Theory]
    [InlineData("new\n")]
    [InlineData("new lines, more of them than before\nsecond\n")]
    public void A_list_that_was_replaced_is_read_from_its_start(string replacement)
    {
        Write("one\ntwo\n");
        Read();
        Write(replacement);

        Assert.StartsWith("1 new", Read()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_list_comes_in_pieces_and_no_line_is_lost()
    {
        Write(string.Join('\n', Enumerable.Range(0, 300_000)) + "\n");
        var lines = new List<string>();
        var pieces = 0;
        for (var more = true; more; pieces++)
        {
            (var items, more) = _tail.Read((_, problem) => _problems.Add(problem));
            lines.AddRange(items.Select(item => item.Item));
        }

        Assert.Equal(Enumerable.Range(0, 300_000).Select(number => $"{number}"), lines);
        Assert.InRange(pieces, 2, 10);
    }

    [Fact]
    public void What_is_no_list_is_told_and_passed_over()
    {
        Write(new string('x', 3 << 20) + "\nbin\0ary\nfine\n");
        var lines = Enumerable.Range(0, 5).SelectMany(_ => Read()).ToList();

        Assert.Equal("fine", lines[^1].Split(' ')[1]);
        Assert.Contains("too long for a line of a list", _problems);
        Assert.Contains("not text: a torrent file is named without '@'", _problems);
    }

    private void Write(string text) => _folder.Write("list", text);

    private List<string> Read() => [.. _tail.Read((_, problem) => _problems.Add(problem)).Items.Select(item => $"{item.Line} {item.Item}")];
}
