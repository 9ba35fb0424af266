using System.CommandLine;
using Crawler.Host.Terminal;

namespace Crawler.Host.Campaigns;

/// <summary>The command line of a crawl that has a campaign file.</summary>
internal static class CampaignOptions
{
    /// <summary>Refuses what stands in the file: a campaign that was changed on the command line could not be repeated from it.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="allowed">Options that go with a file.</param>
    /// <exception cref="UserException">One of the others was given.</exception>
    public static void RefuseOthers(ParseResult parse, Command verb, params IReadOnlyList<Option> allowed)
    {
        foreach (var option in verb.Options)
        {
            if (!allowed.Contains(option) && parse.GetResult(option) is { Implicit: false })
                throw new UserException($"{option.Name} does not go with --campaign: put it into the file, so that the campaign can be repeated from it");
        }

        if (verb.Arguments.Any(argument => parse.GetResult(argument) is { Tokens.Count: > 0 }))
            throw new UserException("targets do not go with --campaign: put them into the file under targets");
    }
}
