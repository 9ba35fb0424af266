using System.CommandLine;
using Crawler.Host.Commands.Campaigns;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands;

/// <summary><c>crawler campaign</c>: campaign files, and the campaigns of a store.</summary>
public static class CampaignCommand
{
    /// <summary>The verb with its verbs.</summary>
    public static Command Create() => new Verb(
        "campaign",
        "Looks after campaigns: their files, and where they stand.",
        "A campaign is a crawl described in a file (docs/campaigns.md), run with: crawler crawl --campaign FILE.",
        new Example("crawler campaign init swarms.yaml", "A commented file to begin with."),
        new Example("crawler campaign check swarms.yaml", "What it would do, without calling anybody."),
        new Example("crawler campaign status swarms", "Where it stands."))
    {
        InitVerb.Create(),
        CheckVerb.Create(),
        SchemaVerb.Create(),
        ListVerb.Create(),
        StatusVerb.Create(),
        PauseVerb.Create(isPause: true),
        PauseVerb.Create(isPause: false),
        ShowVerb.Create(),
        ReplayVerb.Create(),
    };
}
