using MimeKit;

namespace Crawler.Notifications.Sending;

/// <summary>Addresses of mail as people write them: <c>census@example.edu</c>, <c>Swarm census &lt;census@example.edu&gt;</c>.</summary>
public static class MailAddress
{
    /// <summary>Whether a text is one.</summary>
    public static bool IsOne(string text) => Read(text) is not null;

    /// <summary>The address; null if it is none.</summary>
    internal static MailboxAddress? Read(string text) =>
        !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out var address) && address.Address.IndexOf('@') is var at && at > 0 && at < address.Address.Length - 1 ? address : null;
}
