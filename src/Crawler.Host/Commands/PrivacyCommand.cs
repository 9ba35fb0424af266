using System.CommandLine;
using Crawler.Host.Commands.Privacy;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands;

/// <summary><c>crawler privacy</c>: what stands for peers' addresses in a store, and making that final.</summary>
public static class PrivacyCommand
{
    /// <summary>The verb with its verbs.</summary>
    public static Command Create() => new Verb(
        "privacy",
        "Shows what stands for peers' addresses in a store, and makes it final.",
        "A crawl writes pseudonyms unless Privacy:Addresses says otherwise; docs/privacy.md says what each choice leaks.",
        new Example("crawler privacy status", "What stands there, and under which key."),
        new Example("crawler privacy destroy-key --yes", "Nobody turns the pseudonyms back any more."),
        new Example("crawler privacy expire", "Drop addresses whose time is over, where raw ones are kept."))
    {
        StatusVerb.Create(),
        DestroyKeyVerb.Create(),
        ExpireVerb.Create(),
    };
}
