using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Net;

public class UrlRedactionTests
{
    private const string Passkey = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

    [Theory]
    [InlineData("http://t.example.com/announce.php", "http://t.example.com/announce.php")]
    [InlineData("http://t.example.com/announce2", "http://t.example.com/announce2")]
    [InlineData($"http://t.example.com/{Passkey}/announce", "http://t.example.com/***/announce")]
    [InlineData($"http://t.example.com/announce.php?passkey={Passkey}", "http://t.example.com/announce.php?passkey=***")]
    [InlineData($"http://t.example.com/announce?{Passkey}", "http://t.example.com/announce?***")]
    [InlineData("http://t.example.com/announce?uid=7&auth=abc==", "http://t.example.com/announce?uid=***&auth=***")]
    [InlineData($"http://t.example.com/announce?{Passkey}=1", "http://t.example.com/announce?***=***")]
    [InlineData("http://t.example.com/AveryLongWordWithoutDigits/announce", "http://t.example.com/***/announce")]
    [InlineData($"udp://{Passkey}.t.example.com:6969/", "udp://***.t.example.com:6969/")]
    [InlineData($"https://{Passkey}.t.example.com/announce", "https://***.t.example.com/announce")]
    [InlineData("udp://tracker-longer-than-a-word.example.com:6969/", "udp://tracker-longer-than-a-word.example.com:6969/")]
    [InlineData("udp://opentrackerofmany.example.com:6969/", "udp://opentrackerofmany.example.com:6969/")]
    [InlineData("http://[2001:db8::1]/announce", "http://[2001:db8::1]/announce")]
    public void A_tracker_URL_shows_itself_without_what_may_be_a_passkey(string text, string shown)
    {
        Assert.Equal(shown, TrackerUrl.Parse(text).ToString());
        Assert.Equal(shown, $"{TrackerUrl.Parse(text)}");
        Assert.Equal(text, TrackerUrl.Parse(text).Reveal());
    }

    [Theory]
    [InlineData($"http://t.example.com/{Passkey}/announce")]
    [InlineData($"http://t.example.com/announce?passkey={Passkey}")]
    [InlineData($"http://{Passkey}.t.example.com/announce")]
    public void The_secret_is_taken_out_of_any_text_in_any_case(string url) =>
        Assert.Equal(
            "your passkey *** is unknown (***)",
            TrackerUrl.Parse(url).Redact($"your passkey {Passkey} is unknown ({Passkey.ToUpperInvariant()})"));

    [Fact]
    public void An_escaped_secret_is_taken_out_unescaped_too() =>
        Assert.Equal("key *** and ***", TrackerUrl.Parse("http://t.example.com/announce?k=my%20key%21").Redact("key my key! and my%20key%21"));

    [Fact]
    public void A_secret_inside_another_leaves_nothing_of_it_standing() =>
        Assert.Equal("***", TrackerUrl.Parse("http://t.example.com/announce?a=secret&b=secretsecret2").Redact("secretsecret2"));

    [Fact]
    public void Values_of_a_character_or_two_mangle_no_text() =>
        Assert.Equal("an error", TrackerUrl.Parse("http://t.example.com/announce?a=e&b=r&c=%61").Redact("an error"));

    [Fact]
    public void Host_and_authority_can_be_shown()
    {
        var url = TrackerUrl.Parse($"http://{Passkey}.t.example.com:8080/announce");
        Assert.Equal(("***.t.example.com", "***.t.example.com:8080"), (url.RedactedHost, url.RedactedAuthority));
        Assert.Equal("[2001:db8::1]:80", TrackerUrl.Parse("http://[2001:db8::1]/").RedactedAuthority);
    }
}
