using System.CommandLine;
using Crawler.Protocol.Net;

namespace Crawler.Host.Terminal;

/// <summary>
/// What a command reads from and writes to. It travels with the parse result, so that tests run whole command lines
/// without a process.
/// </summary>
public sealed class CommandConsole : InvocationConfiguration
{
    private const int MaxErrorLength = 2000;

    /// <summary>Signals and exceptions are ours (<see cref="Interrupts"/>, <see cref="ErrorPolicy"/>), not the parser's.</summary>
    public CommandConsole()
    {
        EnableDefaultExceptionHandler = false;
        ProcessTerminationTimeout = null;
    }

    /// <summary>Standard input, as bytes.</summary>
    public Stream Input { get; init; } = Stream.Null;

    /// <summary>Standard output, for what is not text.</summary>
    public Stream BinaryOutput { get; init; } = Stream.Null;

    /// <summary>Whether a person watches the output: only then may it move.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether a person watches stderr: only then is progress shown there.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether errors are shown in red.</summary>
    public bool ColourErrors { get; init; }

    /// <summary>Whether unexpected errors come with their stack trace.</summary>
    public bool ShowTraces { get; set; }

    /// <summary>The console of this process; honours <c>NO_COLOR</c> and <c>CRAWLER_DEBUG</c>.</summary>
    public static CommandConsole OfProcess() => new()
    {
        Input = Console.OpenStandardInput(),
        BinaryOutput = Console.OpenStandardOutput(),
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        ColourErrors = !Console.IsErrorRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        ShowTraces = Environment.GetEnvironmentVariable("CRAWLER_DEBUG") is "1" or "true",
    };

    /// <summary>The console a command was invoked with.</summary>
    public static CommandConsole Of(ParseResult parse) => (CommandConsole)parse.InvocationConfiguration;

    /// <summary>One line on stderr, <c>crawler: …</c>; whatever the message quotes cannot break the line or drive the terminal.</summary>
    public void WriteError(string message)
    {
        var line = $"crawler: {ErrorText.Sanitise(message, MaxErrorLength)}";
        Error.WriteLine(ColourErrors ? $"\e[31m{line}\e[0m" : line);
    }
}
