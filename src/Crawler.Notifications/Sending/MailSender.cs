using System.Net.Security;
using System.Net.Sockets;
using Crawler.Protocol.Net;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Crawler.Notifications.Sending;

/// <summary>Sends a message as a mail of plain text.</summary>
/// <param name="options">How.</param>
public sealed class MailSender(MailOptions options) : INotifier
{
    private const int PatienceMs = 20_000;

    /// <summary>For the whole of it, however slowly the server speaks.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public string Name => "mail";

    /// <summary>Judges the server's certificate instead of the system; for tests.</summary>
    internal RemoteCertificateValidationCallback? Certificates { get; init; }

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(Message message, CancellationToken cancellation)
    {
        using var mail = Write(message);
        // As with a webhook, revocation is not asked about: a list that cannot be had would keep back every notice.
        using var client = new SmtpClient { Timeout = PatienceMs, CheckCertificateRevocation = false };
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(Longest);
        if (Certificates is not null) client.ServerCertificateValidationCallback = Certificates;
        try
        {
            await client.ConnectAsync(options.Host, options.Port, Of(options.Security), bounded.Token);
            if (options.User is { } user) await client.AuthenticateAsync(user, options.Password ?? "", bounded.Token);
            await client.SendAsync(mail, bounded.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Result(SendOutcome.Failed, $"not done within {Longest.TotalSeconds:0} s");
        }
        catch (Exception error) when (Judge(error) is { } result)
        {
            return result;
        }

        // It is sent; how we part changes nothing.
        await PartAsync(client, cancellation);
        return SendResult.Sent;
    }

    /// <summary>The mail. Header fields are encoded by the library, and our texts hold no line breaks to begin with.</summary>
    internal MimeMessage Write(Message message)
    {
        var mail = new MimeMessage
        {
            Date = message.At,
            Subject = $"[crawler] {MessageText.Subject(message)}",
            Body = new TextPart("plain") { Text = MessageText.Body(message) },
            MessageId = $"{message.Id}@crawler.invalid",
        };
        mail.From.Add(MailAddress.Read(options.From)!);
        mail.To.AddRange(options.To.Select(address => MailAddress.Read(address)!));
        // No out-of-office answers, please (RFC 3834).
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }

    private static SecureSocketOptions Of(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    private static async Task PartAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception error) when (error is IOException or SocketException or ProtocolException or ServiceNotConnectedException)
        {
            // The other side was quicker.
        }
    }

    /// <summary>Codes of 500 and more mean never, those of 400 later (RFC 5321 §4.2.1).</summary>
    private SendResult? Judge(Exception error) => error switch
    {
        SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 } => Result(SendOutcome.Refused, error.Message),
        AuthenticationException => Result(SendOutcome.Refused, $"does not let {options.User} in: {error.Message}"),
        SslHandshakeException => Result(SendOutcome.Failed, "its certificate is not trusted, or it speaks no TLS on this port"),
        NotSupportedException => Result(SendOutcome.Refused, $"cannot do what is asked of it: {error.Message}"),
        SmtpCommandException or ProtocolException or ServiceNotConnectedException or IOException or SocketException or TimeoutException => Result(SendOutcome.Failed, error.Message),
        _ => null,
    };

    private SendResult Result(SendOutcome outcome, string why) => new(outcome, ErrorText.Sanitise($"{options.Shown}: {why}"));
}
