using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using Crawler.Host.Commands;
using Crawler.Host.Configuration;
using Crawler.Host.Options;
using Crawler.Host.Terminal;

namespace Crawler.Host;

/// <summary>The command <c>crawler</c>: its verbs and what holds for all of them.</summary>
public static class CrawlerCommand
{
    // '@' begins a list of targets here, so the parser must not read it as a response file.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Show the stack trace of an unexpected error (also: CRAWLER_DEBUG=1).",
        Recursive = true,
    };

    /// <summary>Parses and runs one command line. Nothing is thrown: what went wrong is told on the console.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments, CommandConsole console, CancellationToken cancellation) =>
        ErrorPolicy.RunAsync(
            console,
            () =>
            {
                var parse = Create().Parse(arguments, Parsing);
                console.ShowTraces |= parse.GetValue(Verbose);
                if (parse.Action is ParseErrorAction) throw ParseErrors.ToUserException(parse);
                // Help is there for those whose configuration is broken too.
                if (parse.Action is not (HelpWithExamples or ShowVersion)) Configure(parse, console);
                return parse.InvokeAsync(console, cancellation);
            },
            cancellation);

    /// <summary>The root with its verbs; a new verb is one more line here.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Measures BitTorrent swarms through their trackers.")
        {
            CrawlCommand.Create(),
            CampaignCommand.Create(),
            ServeCommand.Create(),
            DemoCommand.Create(),
            ReportCommand.Create(),
            StatsCommand.Create(),
            AnnounceCommand.Create(),
            ScrapeCommand.Create(),
            DiscoverCommand.Create(),
            InfoCommand.Create(),
            BencodeCommand.Create(),
            ExportCommand.Create(),
            ImportCommand.Create(),
            DbCommand.Create(),
            StorageCommand.Create(),
            NotifyCommand.Create(),
            PrivacyCommand.Create(),
            ConfigCommand.Create(),
        };
        root.Options.Clear();
        root.Add(new HelpOption("--help", "-h") { Description = "Show this help.", Action = new HelpWithExamples() });
        root.Add(new VersionOption("--version") { Description = "Show the version.", Action = new ShowVersion() });
        root.Add(Verbose);
        ConfigurationOptions.AddTo(root);
        root.SetAction(parse => new HelpWithExamples().Invoke(parse));
        return root;
    }

    private static void Configure(ParseResult parse, CommandConsole console)
    {
        try
        {
            CrawlerConfiguration.Current = ConfigurationOptions.Read(parse);
        }
        catch (ConfigurationException error)
        {
            throw error.Told(console);
        }
    }

    private sealed class ShowVersion : SynchronousCommandLineAction
    {
        private const int ShownDigits = 7;

        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var version = typeof(CrawlerCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
            // 1.2.3+commit: the first digits of the commit tell enough.
            var commit = version.IndexOf('+') is var plus and >= 0 ? plus + 1 + ShownDigits : version.Length;
            parseResult.InvocationConfiguration.Output.WriteLine($"crawler {version[..Math.Min(commit, version.Length)]}");
            return ExitCode.Ok;
        }
    }
}
