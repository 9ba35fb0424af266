namespace Crawler.Notifications.Sending;

/// <summary>Where messages are posted.</summary>
/// <param name="Url">
/// http or https. The operator wrote it, so private and loopback addresses are fine: receivers stand in one's own network as a
/// rule. Only what strangers name, trackers, is kept from them. May hold a token: never shown whole.
/// </param>
/// <param name="Secret">What the signature is made with.</param>
public sealed record WebhookOptions(Uri Url, string Secret)
{
    /// <summary>The URL as it may be shown: a path or a query often is the key to a channel.</summary>
    public string Shown => $"{Url.Scheme}://{Url.Authority}/…";

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => Shown;
}
