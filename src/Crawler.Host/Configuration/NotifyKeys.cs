using System.Globalization;
using System.Text.Json.Nodes;
using Crawler.Host.Notifying;
using Crawler.Host.Options;
using Crawler.Notifications.Notices;
using Crawler.Notifications.Sending;
using Crawler.Notifications.Watching;

namespace Crawler.Host.Configuration;

/// <summary>Section <c>Notify</c>: what <c>crawler serve</c> tells by itself, and whom.</summary>
internal static class NotifyKeys
{
    private const int ShortestSecret = 16;

    private static readonly WatchRules Rules = new();

    private static readonly Key<Uri?> WebhookUrl = new WebhookKey
    {
        Name = "Notify:WebhookUrl",
        Description = "Where notices are posted as signed JSON; only its host is ever shown, as the rest often is a key. Private addresses are fine.",
        Allowed = "an http:// or https:// URL without user and password",
        HelpName = "URL",
        IsSecret = true,
    };

    private static readonly Key<string> WebhookSecret = new(ReadSecret, "")
    {
        Name = "Notify:WebhookSecret",
        Description = "What posts are signed with: the receiver has the same. Better in the environment than in a file.",
        Allowed = string.Create(CultureInfo.InvariantCulture, $"at least {ShortestSecret} characters"),
        HelpName = "SECRET",
        IsSecret = true,
    };

    private static readonly Key<(string Host, int Port)> MailServer = new(ReadServer, default)
    {
        Name = "Notify:MailServer",
        Description = "The server that takes notices as mails.",
        Allowed = "HOST:PORT",
        HelpName = "HOST:PORT",
    };

    private static readonly Key<string> MailSecurity = KeyKinds.Choice(
        "Notify:MailSecurity", "How the connection to it is kept from being read: starttls (port 587), tls from the first byte (port 465), or none, which no password goes over.", null, "starttls", "tls", "none");

    private static readonly Key<string> MailFrom = new(ReadAddress, "")
    {
        Name = "Notify:MailFrom",
        Description = "Whom mails are from.",
        Allowed = "an address such as census@example.edu",
        HelpName = "ADDRESS",
    };

    private static readonly Key<string[]> MailTo = new(KeyKinds.Each<string>(ReadAddress), [])
    {
        Name = "Notify:MailTo",
        Description = "Whom they are for.",
        Allowed = "a list of addresses",
        HelpName = "ADDRESS",
        IsList = true,
        Schema = new JsonObject { ["type"] = new JsonArray("array", "string"), ["items"] = new JsonObject { ["type"] = "string" } },
    };

    private static readonly Key<string> MailUser = KeyKinds.Text("Notify:MailUser", null, "Who logs in at the mail server; without it nobody does.");

    private static readonly Key<string> MailPassword = new(ReadAny, "")
    {
        Name = "Notify:MailPassword",
        Description = "With what. Better in the environment than in a file.",
        Allowed = "a password",
        HelpName = "PASSWORD",
        IsSecret = true,
    };

    private static readonly Key<string[]> Topics = new(KeyKinds.Each<string>(ReadTopic), [.. NoticeKinds.Topics])
    {
        Name = "Notify:Topics",
        Description = "What is told: tracker (down, up), honesty (doubtful, believed again), campaign (finished, stuck, goes on), store (away, behind).",
        DefaultText = string.Join(Key.ListSeparator, NoticeKinds.Topics),
        Allowed = $"a list of {string.Join(", ", NoticeKinds.Topics)}",
        HelpName = "TOPIC",
        IsList = true,
        Schema = new JsonObject
        {
            ["type"] = new JsonArray("array", "string"),
            ["items"] = new JsonObject { ["enum"] = new JsonArray([.. NoticeKinds.Topics.Select(topic => (JsonNode)topic)]) },
        },
    };

    private static readonly Key<TimeSpan?> DownAfter = KeyKinds.Duration(
        "Notify:DownAfter", "How long a tracker must have been found without an answer, at least twice, before it is told to be down; 30m unless told otherwise. Our own outages do not count.");

    private static readonly Key<TimeSpan?> StuckAfter = KeyKinds.Duration(
        "Notify:StuckAfter", "How long a campaign must be silent, idle though calls are due, or in trouble; 15m unless told otherwise.");

    private static readonly Key<TimeSpan?> LagAfter = KeyKinds.Duration("Notify:LagAfter", "How long the store must be away or behind; 10m unless told otherwise.");

    private static readonly Key<long> LagBatches = KeyKinds.Number(
        "Notify:LagBatches", Rules.LagBatches, "a number of batches", 1, 1_000_000_000, "Batches of the log, not on pages or not in the aggregate, from which on the store is behind.");

    private static readonly Key<long> PerHour = KeyKinds.Number(
        "Notify:PerHour", 12, "a number of messages", 1, 3600, "Messages an hour to each destination, a quarter of them at once; what comes faster waits and goes together.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Key> All { get; } =
    [
        WebhookUrl, WebhookSecret, MailServer, MailSecurity, MailFrom, MailTo, MailUser, MailPassword, Topics, DownAfter, StuckAfter, LagAfter, LagBatches, PerHour,
    ];

    /// <summary>What the configuration says of notices.</summary>
    public static NotifyOptions Read(CrawlerConfiguration configuration) => new()
    {
        WebhookUrl = configuration.Value(WebhookUrl),
        WebhookSecret = Given(configuration.Value(WebhookSecret)),
        MailServer = configuration.Value(MailServer) is { Host: not null } server ? server : null,
        MailSecurity = Enum.Parse<MailSecurity>(configuration.Value(MailSecurity), ignoreCase: true),
        MailFrom = Given(configuration.Value(MailFrom)),
        MailTo = configuration.Value(MailTo),
        MailUser = Given(configuration.Value(MailUser)),
        MailPassword = Given(configuration.Value(MailPassword)),
        Topics = configuration.Value(Topics),
        Rules = new WatchRules
        {
            DownAfter = configuration.Value(DownAfter) ?? Rules.DownAfter,
            StuckAfter = configuration.Value(StuckAfter) ?? Rules.StuckAfter,
            LagAfter = configuration.Value(LagAfter) ?? Rules.LagAfter,
            LagBatches = configuration.Value(LagBatches),
        },
        PerHour = (int)configuration.Value(PerHour),
    };

    private static string? Given(string text) => text.Length > 0 ? text : null;

    private static bool ReadUrl(string text, out Uri? value, out string? problem)
    {
        value = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 ? uri : null;
        problem = value is null ? "is no such URL" : null;
        return value is not null;
    }

    private static bool ReadSecret(string text, out string value, out string? problem)
    {
        value = text;
        problem = text.Length >= ShortestSecret && !text.Any(char.IsControl) ? null : "too short";
        return problem is null;
    }

    private static bool ReadServer(string text, out (string Host, int Port) value, out string? problem) => UplinkOption.TryRead(text, out value, out problem);

    private static bool ReadAddress(string text, out string value, out string? problem)
    {
        value = text;
        problem = MailAddress.IsOne(text) ? null : $"'{text}' is not the address of a mail";
        return problem is null;
    }

    private static bool ReadTopic(string text, out string value, out string? problem)
    {
        value = text.ToLowerInvariant();
        problem = NoticeKinds.Topics.Contains(value) ? null : $"'{text}' is none of {string.Join(", ", NoticeKinds.Topics)}";
        return problem is null;
    }

    private static bool ReadAny(string text, out string value, out string? problem)
    {
        (value, problem) = (text, null);
        return true;
    }

    /// <summary>Shows where it goes, not by which key.</summary>
    private sealed class WebhookKey() : Key<Uri?>(ReadUrl, null)
    {
        public override string Shown(string text) => ReadUrl(text, out var url, out _) ? new WebhookOptions(url!, "").Shown : base.Shown(text);
    }
}
