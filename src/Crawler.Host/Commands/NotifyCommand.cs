using System.CommandLine;
using Crawler.Host.Commands.Notify;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands;

/// <summary><c>crawler notify</c>: what <c>crawler serve</c> tells by itself, tried and looked at.</summary>
public static class NotifyCommand
{
    /// <summary>The verb with its verbs.</summary>
    public static Command Create() => new Verb(
        "notify",
        "Tries whether notices arrive, and shows what there is to tell.",
        "crawler serve tells by webhook and mail when trackers go down and come back, can no longer be believed, campaigns finish or are stuck, and the store is away or behind (docs/notifications.md).",
        new Example("crawler notify test", "Send a test to every destination."),
        new Example("crawler notify check", "What is not well now, and what of it is news."))
    {
        TestVerb.Create(),
        CheckVerb.Create(),
    };
}
