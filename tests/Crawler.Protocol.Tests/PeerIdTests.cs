namespace Crawler.Protocol.Tests;

public class PeerIdTests
{
    [Fact]
    public void A_fresh_peer_id_names_the_client_in_the_style_of_BEP_20_and_is_unlike_the_last()
    {
        var id = PeerId.NewRandom();
        Assert.StartsWith("-CR0100-", id.ToString());
        Assert.Equal(20, id.Bytes.Length);
        Assert.NotEqual(id, PeerId.NewRandom());
    }

    [Theory]
    [InlineData("-CR0100-abcdefghijkl", "-CR0100-abcdefghijkl")]
    [InlineData("%00%ff-CR0100-abcdefghij", "%00%FF-CR0100-abcdefghij")]
    [InlineData("0000000000000000000000000000000000000041", "%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00A")]
    public void Twenty_bytes_can_be_written_as_text_with_escapes_or_in_hex(string text, string shown)
    {
        Assert.True(PeerId.TryParse(text, out var id));
        Assert.Equal(shown, id.ToString());
        Assert.True(PeerId.TryParse(shown, out var again));
        Assert.Equal(id, again);
        Assert.Equal(id.GetHashCode(), again.GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("too short")]
    [InlineData("twenty-one characters")]
    [InlineData("-CR0100-abcdefghijk%")]
    [InlineData("000000000000000000000000000000000000004x")]
    public void Anything_else_is_none(string text) => Assert.False(PeerId.TryParse(text, out _));
}
