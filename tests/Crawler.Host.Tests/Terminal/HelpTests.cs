using Crawler.Host.Terminal;

namespace Crawler.Host.Tests.Terminal;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs => [.. CrawlerCommand.Create().Subcommands
        .SelectMany(verb => verb.Subcommands.Select(inner => $"{verb.Name} {inner.Name}").Prepend(verb.Name))];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_explains_itself_with_examples_that_parse(string verb)
    {
        var help = await CommandLine.RunAsync([.. verb.Split(' '), "--help"]);

        Assert.Equal((ExitCode.Ok, ""), (help.ExitCode, help.Error));
        var examples = help.Output[help.Output.IndexOf("Examples:\n", StringComparison.Ordinal)..].Split('\n')
            .Where(line => line.StartsWith($"  crawler {verb} ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(CrawlerCommand.Create().Parse(example.Trim()["crawler ".Length..].Replace("@", "./", StringComparison.Ordinal)).Errors));
    }

    [Fact]
    public async Task Without_a_verb_help_names_each_with_its_first_sentence()
    {
        var help = await CommandLine.RunAsync();

        Assert.Equal(ExitCode.Ok, help.ExitCode);
        Assert.All(CrawlerCommand.Create().Subcommands, verb => Assert.Contains($"  {verb.Name} ", help.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("Nobody is called", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        var version = await CommandLine.RunAsync("--version");

        Assert.Matches(@"^crawler \d+\.\d+\.\d+(\+[0-9a-f]{7})?\n$", version.Output);
    }

    [Fact]
    public async Task Help_wins_over_a_wrong_command_line() =>
        Assert.Equal(ExitCode.Ok, (await CommandLine.RunAsync("announce", "--port", "x", "--help")).ExitCode);
}
