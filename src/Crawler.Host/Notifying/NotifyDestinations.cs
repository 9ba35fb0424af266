using Crawler.Host.Configuration;
using Crawler.Host.Terminal;

namespace Crawler.Host.Notifying;

/// <summary>What is configured of notices, checked as a whole.</summary>
internal static class NotifyDestinations
{
    /// <summary>What is configured; null if nobody is told anything.</summary>
    /// <exception cref="UserException">It does not go together.</exception>
    public static NotifyOptions? IfConfigured()
    {
        var options = NotifyKeys.Read(CrawlerConfiguration.Current);
        if (options.Problems().ToList() is { Count: > 0 } problems) throw new UserException(string.Join("; ", problems));
        return options.IsAny ? options : null;
    }

    /// <summary>The same, where somebody must be told.</summary>
    /// <exception cref="UserException">It does not go together, or there is nobody.</exception>
    public static NotifyOptions Configured() =>
        IfConfigured() ?? throw new UserException("nobody is told anything: set Notify:WebhookUrl or Notify:MailServer (docs/notifications.md)");
}
