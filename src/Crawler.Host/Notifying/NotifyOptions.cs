using Crawler.Notifications.Notices;
using Crawler.Notifications.Sending;
using Crawler.Notifications.Watching;

namespace Crawler.Host.Notifying;

/// <summary>What is told, when, and whom.</summary>
internal sealed record NotifyOptions
{
    /// <summary>Where notices are posted; null for nowhere.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>What posts are signed with.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>The server that takes mails; null for none.</summary>
    public (string Host, int Port)? MailServer { get; init; }

    /// <summary>How the connection to it is kept from being read.</summary>
    public MailSecurity MailSecurity { get; init; }

    /// <summary>Whom mails are from.</summary>
    public string? MailFrom { get; init; }

    /// <summary>Whom they are for.</summary>
    public IReadOnlyList<string> MailTo { get; init; } = [];

    /// <summary>Who logs in at the mail server.</summary>
    public string? MailUser { get; init; }

    /// <summary>With what.</summary>
    public string? MailPassword { get; init; }

    /// <summary>Which of <see cref="NoticeKinds.Topics"/> are told.</summary>
    public IReadOnlyList<string> Topics { get; init; } = NoticeKinds.Topics;

    /// <summary>When something is worth telling.</summary>
    public WatchRules Rules { get; init; } = new();

    /// <summary>Messages an hour to each destination.</summary>
    public int PerHour { get; init; } = 12;

    /// <summary>Whether anybody is told anything.</summary>
    public bool IsAny => WebhookUrl is not null || MailServer is not null;

    /// <summary>What does not go together, a line each.</summary>
    public IEnumerable<string> Problems()
    {
        if (WebhookUrl is not null && WebhookSecret is null) yield return "Notify:WebhookUrl needs Notify:WebhookSecret, which posts are signed with";
        if (WebhookUrl is null && WebhookSecret is not null) yield return "Notify:WebhookSecret signs nothing without Notify:WebhookUrl";
        if (MailServer is null)
        {
            if (MailFrom is not null || MailTo.Count > 0 || MailUser is not null || MailPassword is not null) yield return "mails need Notify:MailServer";
            yield break;
        }

        if (MailFrom is null) yield return "Notify:MailServer needs Notify:MailFrom, whom mails are from";
        if (MailTo.Count == 0) yield return "Notify:MailServer needs Notify:MailTo, whom mails are for";
        if (MailUser is null != MailPassword is null) yield return "Notify:MailUser and Notify:MailPassword go together";
        if (MailPassword is not null && MailSecurity == MailSecurity.None) yield return "Notify:MailPassword is not sent in clear: set Notify:MailSecurity to starttls or tls";
    }

    /// <summary>Whether a notice is wanted.</summary>
    public bool Wants(NoticeKind kind) => NoticeKinds.TopicOf(kind) is not { } topic || Topics.Contains(topic);

    /// <summary>A way to each destination.</summary>
    public IReadOnlyList<INotifier> Notifiers(TimeProvider time)
    {
        var all = new List<INotifier>();
        if (WebhookUrl is not null) all.Add(new WebhookSender(new WebhookOptions(WebhookUrl, WebhookSecret!), $"Crawler/{Crawling.CrawlManifest.Version}", time));
        if (MailServer is { } server)
        {
            all.Add(new MailSender(new MailOptions
            {
                Host = server.Host,
                Port = server.Port,
                Security = MailSecurity,
                From = MailFrom!,
                To = MailTo,
                User = MailUser,
                Password = MailPassword,
            }));
        }

        return all;
    }
}
