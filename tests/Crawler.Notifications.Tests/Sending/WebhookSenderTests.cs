using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Crawler.Lab.Webhooks;
using Crawler.Notifications.Sending;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Notifications.Tests.Sending;

public class WebhookSenderTests
{
    private const string Secret = "0123456789abcdef";

    private readonly FakeTimeProvider _time = new(Sample.Noon);

    [Fact]
    public async Task A_receiver_can_tell_who_sent_it_when_and_that_it_is_whole()
    {
        await using var receiver = new WebhookReceiver("204 No Content");
        var message = Sample.Message();

        Assert.Equal(SendResult.Sent, await SendAsync(receiver.Url, message));

        var (head, body) = Assert.Single(receiver.Requests);
        Assert.StartsWith("POST /hooks/a-key?token=another HTTP/1.1\r\n", head);
        Assert.Equal("application/json; charset=utf-8", receiver.Header("Content-Type"));
        Assert.Equal("Crawler/test", receiver.Header("User-Agent"));
        Assert.Equal(message.Id.ToString(), receiver.Header(WebhookSender.IdHeader));
        Assert.Equal(Sample.Noon.ToUnixTimeSeconds().ToString(), receiver.Header(WebhookSignature.TimeHeader));
        byte[] signed = [.. Encoding.ASCII.GetBytes(receiver.Header(WebhookSignature.TimeHeader) + "."), .. body];
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Secret), signed)), receiver.Header(WebhookSignature.Header));

        var json = JsonDocument.Parse(body).RootElement;
        Assert.Equal(1, json.GetProperty("version").GetInt32());
        Assert.Equal("tracker down: udp://tracker.example:6969/announce", json.GetProperty("summary").GetString());
        Assert.Equal("lab", json.GetProperty("source").GetString());
        var notice = Assert.Single(json.GetProperty("notices").EnumerateArray());
        Assert.Equal("tracker_down", notice.GetProperty("kind").GetString());
        Assert.Equal(7, notice.GetProperty("subject_id").GetInt32());
        Assert.False(notice.GetProperty("flapping").GetBoolean());
    }

    /// <summary>Reckoned by <c>printf '1764072000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef</c>.</summary>
    [Fact]
    public void A_signature_is_what_other_programs_make_of_it() =>
        Assert.Equal("sha256=3ad6e0ff3c5445b8de6215d7856efe680be899caf75e724ca30f843daac5894c", WebhookSignature.Of(Secret, 1_764_072_000, "{}"u8));

    [Fact]
    public async Task A_moments_trouble_is_tried_again_with_a_new_signature_of_the_same_message()
    {
        await using var receiver = new WebhookReceiver("503 Busy", "429 Slow down", "200 OK");

        Assert.Equal(SendResult.Sent, await SendAsync(receiver.Url, Sample.Message()));

        Assert.Equal(3, receiver.Requests.Count);
        Assert.Equal(receiver.Header(WebhookSender.IdHeader), receiver.Header(WebhookSender.IdHeader, 2));
    }

    [Fact]
    public async Task Trouble_that_lasts_is_given_up_for_now()
    {
        await using var receiver = new WebhookReceiver("500 Oops");

        var result = await SendAsync(receiver.Url, Sample.Message());

        Assert.Equal(SendOutcome.Failed, result.Outcome);
        Assert.Equal(3, receiver.Requests.Count);
    }

    [Theory]
    [InlineData("401 Unauthorized", "401")]
    [InlineData("404 Not Found", "404")]
    [InlineData("302 Found\r\nLocation: http://127.0.0.1:1/elsewhere", "redirects are not followed")]
    public async Task What_is_not_wanted_is_not_sent_again_nor_elsewhere(string answer, string why)
    {
        await using var receiver = new WebhookReceiver(answer);

        var result = await SendAsync(receiver.Url, Sample.Message());

        Assert.Equal(SendOutcome.Refused, result.Outcome);
        Assert.Contains(why, result.Problem);
        Assert.DoesNotContain("a-key", result.Problem);
        Assert.DoesNotContain("another", result.Problem);
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task Nobody_there_is_one_line_without_the_key()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = new Uri($"http://{taken.LocalEndpoint}/a-key");
        taken.Stop();

        var result = await SendAsync(url, Sample.Message());

        Assert.Equal(SendOutcome.Failed, result.Outcome);
        Assert.DoesNotContain("a-key", result.Problem);
    }

    [Fact]
    public void Where_it_goes_is_shown_without_what_may_be_a_key() =>
        Assert.Equal("https://hooks.example/…", new WebhookOptions(new Uri("https://hooks.example/T0/B0/xyz?token=q"), Secret).ToString());

    private async Task<SendResult> SendAsync(Uri url, Message message)
    {
        using var sender = new WebhookSender(new WebhookOptions(url, Secret), "Crawler/test", _time, [TimeSpan.Zero, TimeSpan.Zero]);
        return await sender.SendAsync(message, CancellationToken.None);
    }
}
