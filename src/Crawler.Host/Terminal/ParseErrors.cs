using System.CommandLine;
using System.CommandLine.Parsing;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Host.Terminal;

/// <summary>Puts the parser's complaints into our form: the first of them, one line, and where to read on.</summary>
internal static class ParseErrors
{
    public static UserException ToUserException(ParseResult parse)
    {
        var message = parse.Errors[0].Message.TrimEnd('.');
        // "Option '--port' …" reads better inside a line; "--port: …" stays.
        if (message.Length > 1 && char.IsUpper(message[0]) && !char.IsUpper(message[1])) message = char.ToLowerInvariant(message[0]) + message[1..];
        return new UserException($"{WithoutSecrets(message, parse)} (see '{Path(parse.CommandResult)} --help')");
    }

    /// <summary>A misplaced tracker URL or magnet may carry a passkey, and error lines end up in logs.</summary>
    private static string WithoutSecrets(string message, ParseResult parse)
    {
        foreach (var token in parse.Tokens.Select(token => token.Value).Concat(parse.UnmatchedTokens))
        {
            if (TrackerUrl.TryParse(token, out var url, out _)) message = message.Replace(token, url.ToString(), StringComparison.Ordinal);
            else if (Magnet.IsMagnet(token)) message = message.Replace(token, "magnet:…", StringComparison.Ordinal);
        }

        return message;
    }

    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "crawler";
}
