using System.CommandLine;
using System.Text;
using Crawler.Host.Files;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Targets;
using Crawler.Host.Terminal;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Host.Commands;

/// <summary><c>crawler info</c>: what is in a torrent file or magnet link. Calls nobody.</summary>
public static class InfoCommand
{
    private const string Summary = "Shows what torrent files and magnet links say.";

    private const string Details =
        "That is infohashes, name, size, trackers in their tiers, and announce URLs that cannot be used with the reason. Nobody is called. Tracker URLs are shown without what may be a passkey.";

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var sources = Operand.Several("SOURCE", "Torrent files, magnet links, or - for either on standard input.");
        var showSecrets = new Option<bool>("--show-secrets") { Description = "Show tracker URLs whole, passkeys included." };
        var json = JsonOption.Create();
        var verb = new Verb(
            "info",
            Summary,
            Details,
            new Example("crawler info movie.torrent", "Everything a crawler needs to know of it."),
            new Example("crawler info --json *.torrent", "One line of JSON for each file."),
            new Example("crawler info 'magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567&dn=movie'", "Quote a magnet link: & means something to the shell."))
        {
            sources, showSecrets, json,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            Func<TrackerUrl, string> show = parse.GetValue(showSecrets) ? url => url.Reveal() : url => url.ToString();
            var exitCode = ExitCode.Ok;
            foreach (var source in parse.GetRequiredValue(sources))
            {
                InfoResult info;
                try
                {
                    info = await ReadAsync(source, show, console.Input, cancellation);
                }
                catch (Exception error) when (FileProblem.Describe(error) is { } problem)
                {
                    console.WriteError($"{Shown(source)}: {problem}");
                    exitCode = ExitCode.BadInput;
                    continue;
                }

                if (parse.GetValue(json)) await console.Output.WriteLineAsync(JsonLine.Of(info));
                else InfoText.Write(info, console.Output);
            }

            return exitCode;
        });
        return verb;
    }

    private static async Task<InfoResult> ReadAsync(string source, Func<TrackerUrl, string> show, Stream input, CancellationToken cancellation)
    {
        if (Magnet.IsMagnet(source)) return InfoResult.Of(Magnet.Parse(source), Shown(source), show);
        var bytes = source == "-"
            ? await InputFile.ReadAsync(input, InputFile.MaxTorrentBytes, cancellation)
            : await InputFile.ReadAsync(source, InputFile.MaxTorrentBytes, cancellation);
        return bytes.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("magnet:"u8)
            ? InfoResult.Of(Magnet.Parse(Encoding.UTF8.GetString(bytes).Trim()), Shown(source), show)
            : InfoResult.Of(TorrentFile.Parse(bytes), Shown(source), show);
    }

    private static string Shown(string source) => source == "-" ? "standard input" : TargetText.Shown(source);
}
