using System.Text.Json;
using Crawler.Host;
using Crawler.Host.Terminal;

namespace Crawler.EndToEnd.Crawling.Parts;

/// <summary>A whole command line run in this process: quicker than a process where neither signals nor streams matter.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output, one JSON object a line.</summary>
    public IReadOnlyList<JsonElement> Json =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public static async Task<CommandLine> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await CrawlerCommand.RunAsync(arguments, new CommandConsole { Output = output, Error = error }, CancellationToken.None);
        return new CommandLine(exitCode, output.ToString(), error.ToString());
    }
}
