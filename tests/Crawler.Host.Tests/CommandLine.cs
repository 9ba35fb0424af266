using System.Text;
using Crawler.Host.Terminal;

namespace Crawler.Host.Tests;

/// <summary>Runs whole command lines in this process and keeps what they print.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error, byte[] Bytes)
{
    /// <summary>What was printed as text, line by line.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<CommandLine> RunAsync(params string[] arguments) => RunAsync(arguments, []);

    public static Task<CommandLine> RunWithInputAsync(string input, params string[] arguments) => RunAsync(arguments, Encoding.UTF8.GetBytes(input));

    public static async Task<CommandLine> RunAsync(
        string[] arguments, byte[] input, TextWriter? output = null, bool colour = false, CancellationToken cancellation = default)
    {
        var written = new StringWriter { NewLine = "\n" };
        var errors = new StringWriter { NewLine = "\n" };
        var bytes = new MemoryStream();
        var console = new CommandConsole
        {
            Output = output ?? written,
            Error = errors,
            Input = new MemoryStream(input),
            BinaryOutput = bytes,
            ColourErrors = colour,
        };
        var exitCode = await CrawlerCommand.RunAsync(arguments, console, cancellation);
        return new CommandLine(exitCode, written.ToString(), errors.ToString(), bytes.ToArray());
    }
}
