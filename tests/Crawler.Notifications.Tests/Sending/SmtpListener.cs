using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Crawler.Notifications.Tests.Sending;

/// <summary>A mail server on loopback that speaks as much SMTP (RFC 5321) as one mail needs, with STARTTLS and AUTH PLAIN.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly Task _serving;

    public SmtpListener()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether it knows STARTTLS.</summary>
    public bool SpeaksTls { get; init; } = true;

    /// <summary>What it answers to <c>RCPT TO</c>.</summary>
    public string OnRecipient { get; init; } = "250 OK";

    /// <summary>Commands in the order they came; those in TLS begin with a <c>*</c>.</summary>
    public List<string> Commands { get; } = [];

    public List<string> Mails { get; } = [];

    public string Fingerprint => _certificate.GetCertHashString(HashAlgorithmName.SHA256);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
        _certificate.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            try
            {
                await SpeakAsync(client.GetStream());
            }
            catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
            {
                // They went away, or do not trust us.
            }
        }
    }

    private async Task SpeakAsync(Stream stream)
    {
        var isInTls = false;
        await SayAsync(stream, "220 lab ESMTP");
        while (await LineAsync(stream) is { } line)
        {
            Commands.Add((isInTls ? "*" : "") + line);
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(stream, isInTls ? "250-lab\r\n250 AUTH PLAIN" : SpeaksTls ? "250-lab\r\n250 STARTTLS" : "250 lab");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go on");
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(_certificate);
                    (stream, isInTls) = (secure, true);
                    break;
                case "AUTH":
                    var isRight = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])) == "\0census\0right password";
                    await SayAsync(stream, isRight ? "235 welcome" : "535 no");
                    break;
                case "RCPT":
                    await SayAsync(stream, OnRecipient);
                    break;
                case "DATA":
                    await SayAsync(stream, "354 speak");
                    var mail = new StringBuilder();
                    while (await LineAsync(stream) is { } text && text != ".") mail.Append(text).Append("\r\n");
                    Mails.Add(mail.ToString());
                    await SayAsync(stream, "250 OK");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 OK");
                    break;
            }
        }
    }

    private async Task SayAsync(Stream stream, string text)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), _end.Token);
        await stream.FlushAsync(_end.Token);
    }

    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _end.Token) == 1)
        {
            if (one[0] == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        return null;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=lab", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
