using System.CommandLine;
using Crawler.Host.Commands.Storage;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands;

/// <summary><c>crawler storage</c>: what a store holds by tier, and dropping of it what is too old or too much.</summary>
public static class StorageCommand
{
    /// <summary>The verb with its verbs.</summary>
    public static Command Create() => new Verb(
        "storage",
        "Shows what a store holds, and drops what is too old or too much.",
        "Calls, then hours, then days: docs/retention.md says what is kept for how long. A running crawl keeps to it every hour.",
        new Example("crawler storage status", "How much of what, since when."),
        new Example("crawler storage prune --cap 20GiB --dry-run", "What would go to stay under 20 GiB."))
    {
        StorageStatusVerb.Create(),
        StoragePruneVerb.Create(),
    };
}
