using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Crawler.Host.Terminal;

/// <summary>The parser's help, wrapped for reading, with the examples of a <see cref="Verb"/> below.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private const int ReadableWidth = 100;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var help = new HelpAction();
        help.MaxWidth = Math.Min(help.MaxWidth, ReadableWidth);
        var verb = parseResult.CommandResult.Command as Verb;
        // The parser knows one description for the list of verbs and for a verb's own help.
        verb?.Description = verb.Paragraph;
        help.Invoke(parseResult);
        if (verb?.Examples is { Count: > 0 })
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in verb.Examples)
            {
                output.WriteLine($"  {example.CommandLine}");
                output.WriteLine($"      {example.Meaning}");
            }

            output.WriteLine();
        }

        return ExitCode.Ok;
    }
}
