using System.Text;
using Crawler.Host.Terminal;
using Crawler.Lab;

namespace Crawler.Host.Tests.Commands;

public sealed class BencodeCommandTests : IDisposable
{
    // Unsorted and doubled keys, bytes that are no text, an odd integer, text that looks like our own notation.
    private static readonly byte[] Odd = Encoding.Latin1.GetBytes("d1:zi1e1:ai007e1:a3:\xff\xfe\x00" + "4:texti-5e3:hex7:hex:abce");

    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task There_and_back_every_byte_is_kept()
    {
        var json = await CommandLine.RunAsync("bencode", _folder.Write("odd", Odd));
        var back = await CommandLine.RunAsync(["bencode"], json.Bytes);

        Assert.Equal((ExitCode.Ok, ""), (json.ExitCode, json.Error));
        Assert.Equal(Odd, back.Bytes);
    }

    [Fact]
    public async Task The_direction_is_told_from_the_first_byte()
    {
        Assert.Equal("[1,\"a\"]\n", await TextAsync("li1e1:ae", "bencode", "--compact"));
        Assert.Equal("li1e1:ae", await TextAsync("  [1, \"a\"]\n", "bencode", "-"));
        Assert.Equal("d1:ai1ee", await TextAsync("\uFEFF{\"a\": 1}", "bencode"));
    }

    [Fact]
    public async Task The_direction_can_be_said()
    {
        Assert.Equal("i12e", await TextAsync("12", "bencode", "--encode"));
        Assert.Equal("\"ab\"\n", await TextAsync("2:ab", "bencode", "-d"));
    }

    [Theory]
    [InlineData("", "standard input: nothing to read: the input is empty")]
    [InlineData("hello", "standard input: neither bencode nor JSON by its first byte: say --decode or --encode")]
    [InlineData("d1:a", "standard input: not bencode: the input ends where a string should stand at byte 4")]
    [InlineData("i1ei2e", "standard input: not bencode: bytes after the end of the value at byte 3")]
    [InlineData("{\"a\": 1.5}", "standard input: bencode has whole numbers only, not 1.5")]
    [InlineData("[null]", "standard input: bencode has no null")]
    [InlineData("[\"raw:ff\"]", "standard input: not bencode: no bencode value")]
    public async Task What_cannot_be_turned_is_one_line(string input, string expected)
    {
        var run = await CommandLine.RunWithInputAsync(input, "bencode");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.StartsWith($"crawler: {expected}", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(run.Bytes);
    }

    [Fact]
    public async Task A_failure_leaves_the_output_file_as_it_was()
    {
        var output = _folder.Write("out.json", "old");

        var run = await CommandLine.RunWithInputAsync("d1:a", "bencode", "-o", output);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Equal("old", await File.ReadAllTextAsync(output));
    }

    [Fact]
    public async Task Output_goes_to_a_file_even_over_the_input()
    {
        var file = _folder.Write("x", "li1ee");

        Assert.Equal(ExitCode.Ok, (await CommandLine.RunAsync("bencode", file, "--compact", "--output", file)).ExitCode);

        Assert.Equal("[1]\n", await File.ReadAllTextAsync(file));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_exit_code_1()
    {
        var run = await CommandLine.RunWithInputAsync("le", "bencode", "-o", _folder["none/x"]);

        Assert.Equal((ExitCode.Failed, $"crawler: {_folder["none/x"]}: not written: no such folder\n"), (run.ExitCode, run.Error));
    }

    private static async Task<string> TextAsync(string input, params string[] arguments) =>
        Encoding.UTF8.GetString((await CommandLine.RunWithInputAsync(input, arguments)).Bytes);
}
