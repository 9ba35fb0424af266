namespace Crawler.Notifications.Sending;

/// <summary>How a connection to a mail server is kept from being read.</summary>
public enum MailSecurity
{
    /// <summary>Begins in clear and turns to TLS before anything is said (STARTTLS, RFC 3207), or is not used.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>In clear: for a server on this machine.</summary>
    None,
}

/// <summary>How mails are sent.</summary>
public sealed record MailOptions
{
    /// <summary>The server.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>How the connection is kept from being read.</summary>
    public MailSecurity Security { get; init; }

    /// <summary>Whom they are from: an address, with a name or without.</summary>
    public required string From { get; init; }

    /// <summary>Whom they are for.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Who logs in; null for nobody.</summary>
    public string? User { get; init; }

    /// <summary>With what; never shown.</summary>
    public string? Password { get; init; }

    /// <summary>The server as it may be shown.</summary>
    public string Shown => $"{Host}:{Port}";

    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => Shown;
}
