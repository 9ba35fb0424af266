using System.Security.Cryptography;
using System.Text;
using Crawler.Host.Campaigns;
using Crawler.Host.Files;
using Crawler.Host.Options;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands.Campaigns;

/// <summary><c>crawler campaign init</c>: a commented file to begin with.</summary>
internal static class InitVerb
{
    private const string DefaultFile = "campaign.yaml";

    public static Verb Create()
    {
        var file = Operand.Optional("FILE", $"Where to write it. [default: {DefaultFile}]");
        var verb = new Verb(
            "init",
            "Writes a commented campaign file to begin with.",
            "A file that exists is left as it is.",
            new Example("crawler campaign init swarms.yaml", "Then edit it, and: crawler campaign check swarms.yaml"))
        {
            file,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var path = parse.GetValue(file) ?? DefaultFile;
            var text = CampaignTemplate.Of(NameOf(path), RandomNumberGenerator.GetInt32(int.MaxValue));
            try
            {
                await using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
            }
            catch (IOException) when (Path.Exists(path))
            {
                throw new UserException($"{path} exists already and is left as it is: give another name");
            }
            catch (Exception error) when (FileProblem.Describe(error) is { } problem)
            {
                throw UserException.Failed($"{path}: {problem}");
            }

            CommandConsole.Of(parse).Output.WriteLine($"{path} is written: edit it, then: crawler campaign check {path}");
            return ExitCode.Ok;
        });
        return verb;
    }

    /// <summary>The file's name as a campaign's.</summary>
    private static string NameOf(string path)
    {
        var letters = Path.GetFileNameWithoutExtension(path).ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-');
        var name = new string([.. letters.Take(64)]).Trim('-');
        return name.Length > 0 ? name : "campaign";
    }
}
