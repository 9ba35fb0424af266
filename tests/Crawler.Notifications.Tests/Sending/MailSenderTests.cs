using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Crawler.Notifications.Sending;

namespace Crawler.Notifications.Tests.Sending;

public class MailSenderTests
{
    [Fact]
    public async Task A_mail_arrives_as_plain_text_for_all_who_want_it()
    {
        await using var server = new SmtpListener { SpeaksTls = false };

        Assert.Equal(SendResult.Sent, await new MailSender(Options(server, MailSecurity.None)).SendAsync(Sample.Message(Sample.Notice(), Sample.Notice(8)), CancellationToken.None));

        Assert.Contains("MAIL FROM:<census@example.edu>", server.Commands.Select(command => command.Split(" SIZE")[0]));
        Assert.Equal(2, server.Commands.Count(command => command.StartsWith("RCPT TO:", StringComparison.Ordinal)));
        var mail = Assert.Single(server.Mails);
        Assert.Contains("From: Swarm census <census@example.edu>\r\n", mail);
        Assert.Contains("To: a@example.edu, b@example.edu\r\n", mail);
        Assert.Contains("Auto-Submitted: auto-generated\r\n", mail);
        Assert.Contains("Content-Type: text/plain; charset=utf-8\r\n", mail);
        Assert.Contains("udp://tracker.example:6969/announce has not answered for 45 minutes.\r\n  tracker down, noticed 2026-11-25 12:00 UTC, so since 2026-11-25 11:15 UTC", mail);
    }

    [Fact]
    public async Task What_a_stranger_wrote_adds_no_header_and_no_recipient()
    {
        await using var server = new SmtpListener { SpeaksTls = false };
        var hostile = Sample.Notice(subject: "udp://x\r\nBcc: victim@example.com\r\n\r\n.\r\nRCPT TO:<victim@example.com>");

        await new MailSender(Options(server, MailSecurity.None)).SendAsync(Sample.Message(hostile), CancellationToken.None);

        var head = Assert.Single(server.Mails).Split("\r\n\r\n")[0];
        Assert.DoesNotContain(head.Split("\r\n"), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(server.Commands, command => command.Contains("victim", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_goes_over_tls_only()
    {
        await using var server = new SmtpListener();

        Assert.Equal(SendResult.Sent, await Trusting(server, "right password").SendAsync(Sample.Message(), CancellationToken.None));

        Assert.Contains(server.Commands, command => command.StartsWith("*AUTH PLAIN", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal) || command.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_server_that_offers_no_tls_gets_neither_password_nor_mail()
    {
        await using var server = new SmtpListener { SpeaksTls = false };

        var result = await Trusting(server, "right password").SendAsync(Sample.Message(), CancellationToken.None);

        Assert.NotEqual(SendOutcome.Sent, result.Outcome);
        Assert.All(server.Commands, command => Assert.StartsWith("EHLO", command));
    }

    [Fact]
    public async Task A_server_nobody_vouches_for_gets_neither()
    {
        await using var server = new SmtpListener();

        var result = await new MailSender(Options(server, MailSecurity.StartTls) with { User = "census", Password = "right password" }).SendAsync(Sample.Message(), CancellationToken.None);

        Assert.Equal(SendOutcome.Failed, result.Outcome);
        Assert.Contains("certificate is not trusted", result.Problem);
        Assert.DoesNotContain(server.Commands, command => command.Contains("AUTH", StringComparison.Ordinal) || command.Contains("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_not_repeated()
    {
        await using var server = new SmtpListener();

        var result = await Trusting(server, "wrong password").SendAsync(Sample.Message(), CancellationToken.None);

        Assert.Equal(SendOutcome.Refused, result.Outcome);
        Assert.Contains("does not let census in", result.Problem);
        Assert.DoesNotContain("wrong password", result.Problem);
    }

    [Theory]
    [InlineData("550 no such person", SendOutcome.Refused)]
    [InlineData("451 try later", SendOutcome.Failed)]
    public async Task Never_and_later_are_told_apart(string answer, SendOutcome outcome)
    {
        await using var server = new SmtpListener { SpeaksTls = false, OnRecipient = answer };

        var result = await new MailSender(Options(server, MailSecurity.None)).SendAsync(Sample.Message(), CancellationToken.None);

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(answer[4..], result.Problem);
    }

    [Fact]
    public async Task Nobody_there_is_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        var result = await new MailSender(new MailOptions { Host = "127.0.0.1", Port = port, From = "a@b.example", To = ["c@d.example"] }).SendAsync(Sample.Message(), CancellationToken.None);

        Assert.Equal(SendOutcome.Failed, result.Outcome);
        Assert.StartsWith($"127.0.0.1:{port}: ", result.Problem);
    }

    [Theory]
    [InlineData("census@example.edu", true)]
    [InlineData("Swarm census <census@example.edu>", true)]
    [InlineData("census", false)]
    [InlineData("", false)]
    [InlineData("a@b.example\r\nBcc: c@d.example", false)]
    public void Addresses_are_told_from_what_is_none(string text, bool isOne) => Assert.Equal(isOne, MailAddress.IsOne(text));

    private static MailSender Trusting(SmtpListener server, string password) => new(Options(server, MailSecurity.StartTls) with { User = "census", Password = password })
    {
        Certificates = (_, certificate, _, _) => certificate!.GetCertHashString(HashAlgorithmName.SHA256) == server.Fingerprint,
    };

    private static MailOptions Options(SmtpListener server, MailSecurity security) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        Security = security,
        From = "Swarm census <census@example.edu>",
        To = ["a@example.edu", "b@example.edu"],
    };
}
