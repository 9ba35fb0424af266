using System.Text;
using Crawler.Protocol.Bencode;

namespace Crawler.Protocol.Tests.Bencode;

public class BencodeJsonTests
{
    [Theory]
    [InlineData("d3:bar4:spam3:fooi42ee", """{"bar":"spam","foo":42}""")]
    [InlineData("li1ei-2e0:e", """[1,-2,""]""")]
    [InlineData("i99999999999999999999999e", "99999999999999999999999")]
    [InlineData("3:\0\u0001\u00ff", "\"hex:0001ff\"")]
    [InlineData("7:hex:abc", "\"hex:6865783a616263\"")]
    [InlineData("7:raw:abc", "\"hex:7261773a616263\"")]
    [InlineData("i007e", "\"raw:6930303765\"")]
    [InlineData("i-0e", "\"raw:692d3065\"")]
    [InlineData("03:abc", "\"raw:30333a616263\"")]
    [InlineData("d1:bi1e1:ai2e1:bi3ee", """{"b":1,"a":2,"b":3}""")]
    public void Bencode_becomes_readable_JSON_and_the_same_bytes_again(string bencode, string json)
    {
        var bytes = Encoding.Latin1.GetBytes(bencode);
        Assert.Equal(json, Encoding.UTF8.GetString(BencodeJson.ToJson(bytes, indented: false)));
        Assert.Equal(bytes, BencodeJson.FromJson(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[1.5]")]
    [InlineData("1e3")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1] 2")]
    [InlineData("\"hex:0\"")]
    [InlineData("\"hex:xy\"")]
    [InlineData("\"raw:zz\"")]
    [InlineData("\"\\ud800\"")]
    public void JSON_that_bencode_cannot_hold_is_refused(string json) =>
        Assert.ThrowsAny<WireFormatException>(() => BencodeJson.FromJson(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("\"raw:65\"")] // e
    [InlineData("\"raw:6c65\"")] // le: a list has no odd spelling of its own
    [InlineData("\"raw:693165693165\"")] // two integers
    [InlineData("\"raw:\"")]
    [InlineData("""{"raw:693165":1}""")] // an integer for a key
    public void A_raw_value_cannot_smuggle_in_what_is_not_one_bencoded_value(string json) =>
        Assert.ThrowsAny<WireFormatException>(() => BencodeJson.FromJson(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("d3:fooe")]
    [InlineData("di1ei2ee")]
    [InlineData("i1ei2e")]
    [InlineData("")]
    [InlineData("l")]
    public void What_is_not_one_whole_bencoded_value_is_refused(string bencode) =>
        Assert.ThrowsAny<WireFormatException>(() => BencodeJson.ToJson(Encoding.Latin1.GetBytes(bencode)));

    [Fact]
    public void Comments_in_JSON_written_by_hand_are_passed_over() =>
        Assert.Equal("li1ee"u8, BencodeJson.FromJson("[1 /* one */]"u8));
}
