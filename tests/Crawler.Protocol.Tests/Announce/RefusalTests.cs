using System.Text;
using Crawler.Protocol.Announce;

namespace Crawler.Protocol.Tests.Announce;

public class RefusalTests
{
    [Fact]
    public void A_failure_reason_is_a_refusal_even_beside_peers()
    {
        var refusal = Refusal("d14:failure reason12:unregistered8:intervali60e12:min intervali30e5:peers6:\u0001\u0001\u0001\u0001\0\u0001e");
        Assert.Equal(("unregistered", 60L, 30L, false), (refusal.Reason, refusal.Interval, refusal.MinInterval, refusal.IsBareText));
    }

    [Theory]
    [InlineData("i5e", 5)]
    [InlineData("1:5", 5)]
    [InlineData("i99999999999999999999e", 30 * 24 * 60)]
    [InlineData("i0e", null)]
    [InlineData("i-5e", null)]
    [InlineData("4:soon", null)]
    [InlineData("le", null)]
    public void Retry_in_is_minutes_as_integer_or_digits_BEP_31(string value, int? minutes) =>
        Assert.Equal(minutes, (int?)Refusal($"d14:failure reason4:busy8:retry in{value}e").Retry?.After?.TotalMinutes);

    [Theory]
    [InlineData("5:never")]
    [InlineData("5:NEVER")]
    public void Retry_in_never_means_never_BEP_31(string value) =>
        Assert.True(Refusal($"d8:retry in{value}14:failure reason4:gonee").Retry!.IsNever);

    [Theory]
    [InlineData("Requested download is not authorized for use with this tracker.")]
    [InlineData("database error")]
    [InlineData("error: invalid passkey")]
    [InlineData("12 angry men")]
    [InlineData("i am sorry")]
    [InlineData("le tracker est mort")]
    [InlineData("x")]
    public void A_bare_text_is_a_refusal_in_the_trackers_own_words(string text)
    {
        var refusal = Refusal(text);
        Assert.Equal((text, true), (refusal.Reason, refusal.IsBareText));
    }

    [Fact]
    public void One_bencoded_string_is_a_bare_text_too() => Assert.Equal("go away", Refusal("7:go away").Reason);

    [Fact]
    public void An_HTML_page_is_reduced_to_its_words() =>
        Assert.Equal("Parked This domain is for sale", Refusal("<!DOCTYPE html>\n<html><title>Parked</title><p>This domain is for sale</p></html>").Reason);

    [Fact]
    public void Text_that_is_no_UTF8_is_shown_as_far_as_it_is() => Assert.Equal("gel\uFFFDscht", Refusal("gel\u00f6scht").Reason);

    [Fact]
    public void A_text_of_a_megabyte_is_cut() => Assert.Equal(300, Refusal(new string('x', 1 << 20)).Reason.Length);

    [Fact]
    public void A_failure_reason_of_a_megabyte_is_cut() =>
        Assert.Equal(300, Refusal($"d14:failure reason1000000:{new string('x', 1_000_000)}e").Reason.Length);

    [Theory]
    [InlineData("14:failure reason0:", "(no reason given)")]
    [InlineData("14:failure reasoni5e", "i5e")]
    [InlineData("14:failure reason3:\u001b\u0007\u0001", "(no reason given)")]
    public void A_refusal_without_words_is_still_one(string pair, string reason) => Assert.Equal(reason, Refusal($"d{pair}e").Reason);

    [Fact]
    public void An_empty_warning_is_none()
    {
        var reply = Assert.IsType<AnnounceReply>(AnnounceDecoder.Decode("d5:peers0:15:warning message0:e"u8));
        Assert.Null(reply.Warning);
    }

    [Theory]
    [InlineData("\u0000\u0001\u0002\u0003")]
    [InlineData("\u001f\u008b\u0008\u0000\u0000")]
    [InlineData("   \r\n ")]
    [InlineData("4:\u0000\u0001\u0002\u0003")]
    public void Rubbish_that_nobody_can_read_is_malformed(string body) =>
        Assert.ThrowsAny<WireFormatException>(() => AnnounceDecoder.Decode(Encoding.Latin1.GetBytes(body)));

    [Theory]
    [InlineData("Unregistered torrent", RefusalKind.UnregisteredTorrent)]
    [InlineData("unregistered torrent pass", RefusalKind.UnregisteredTorrent)]
    [InlineData("Torrent not registered with this tracker.", RefusalKind.UnregisteredTorrent)]
    [InlineData("Requested download is not authorized for use with this tracker.", RefusalKind.UnregisteredTorrent)]
    [InlineData("InfoHash not found.", RefusalKind.UnregisteredTorrent)]
    [InlineData("Invalid passkey", RefusalKind.NotAuthorised)]
    [InlineData("Your client is not allowed", RefusalKind.NotAuthorised)]
    [InlineData("You are announcing too often, please wait", RefusalKind.TooSoon)]
    [InlineData("Rate limit exceeded", RefusalKind.TooSoon)]
    [InlineData("Tracker is sleeping", RefusalKind.Other)]
    public void What_a_refusal_is_about_is_known_by_its_words(string reason, RefusalKind kind) => Assert.Equal(kind, RefusalWords.KindOf(reason));

    private static TrackerRefusal Refusal(string body) => Assert.IsType<TrackerRefusal>(AnnounceDecoder.Decode(Encoding.Latin1.GetBytes(body)));
}
