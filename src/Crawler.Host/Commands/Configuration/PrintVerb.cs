using System.CommandLine;
using System.Text;
using Crawler.Host.Files;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands.Configuration;

/// <summary>Prints a text of ours, or writes it to a file.</summary>
internal static class PrintVerb
{
    /// <summary>The verb.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="summary">One sentence.</param>
    /// <param name="details">The rest of the paragraph.</param>
    /// <param name="path">Where the file of the example goes.</param>
    /// <param name="text">What is printed.</param>
    public static Verb Create(string name, string summary, string details, string path, Func<string> text)
    {
        var file = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "Write it to this file. [default: standard output]" };
        var verb = new Verb(name, summary, details, new Example($"crawler config {name} --output {path}", "Into a file."))
        {
            file,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            if (parse.GetValue(file) is not { } written)
            {
                CommandConsole.Of(parse).Output.Write(text());
                return ExitCode.Ok;
            }

            try
            {
                await AtomicFile.WriteAsync(written, Encoding.UTF8.GetBytes(text()), cancellation);
                return ExitCode.Ok;
            }
            catch (Exception error) when (FileProblem.Describe(error) is { } problem)
            {
                throw UserException.Failed($"{written}: {problem}");
            }
        });
        return verb;
    }
}
