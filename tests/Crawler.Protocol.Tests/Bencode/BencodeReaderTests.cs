using System.Text;
using Crawler.Protocol.Bencode;

namespace Crawler.Protocol.Tests.Bencode;

public class BencodeReaderTests
{
    [Fact]
    public void Values_are_read_in_their_order_and_slices_are_those_of_the_input()
    {
        var input = "d3:barli-7e0:e3:food1:xi0eee"u8;
        var reader = new BencodeReader(input, BencodeLimits.Reply);

        reader.ReadDictionaryStart();
        Assert.Equal("bar"u8, reader.ReadString());
        reader.ReadListStart();
        Assert.Equal(-7, reader.ReadInteger());
        Assert.Equal(""u8, reader.ReadString());
        Assert.True(reader.TryReadEnd());
        Assert.Equal("foo"u8, reader.ReadString());
        Assert.Equal("d1:xi0ee"u8, reader.ReadRawValue());
        Assert.True(reader.TryReadEnd());

        Assert.Equal(input.Length, reader.Position);
        Assert.Equal(BencodeKind.EndOfInput, reader.Peek());
    }

    [Theory]
    [InlineData("i0e", 0)]
    [InlineData("i-0e", 0)]
    [InlineData("i007e", 7)]
    [InlineData("i9223372036854775807e", long.MaxValue)]
    [InlineData("i-9223372036854775808e", long.MinValue)]
    public void Odd_spellings_of_integers_are_read_as_the_number_they_mean(string text, long expected) =>
        Assert.Equal(expected, Reader(text).ReadInteger());

    [Theory]
    [InlineData("i9223372036854775808e")]
    [InlineData("i-9223372036854775809e")]
    [InlineData("ie")]
    [InlineData("i-e")]
    [InlineData("i+5e")]
    [InlineData("i5.0e")]
    [InlineData("i 5e")]
    [InlineData("i5")]
    [InlineData("i")]
    [InlineData("5:hello")]
    [InlineData("")]
    public void What_is_no_integer_of_64_bits_is_refused(string text) =>
        Assert.Throws<BencodeException>(() => Reader(text).ReadInteger());

    [Theory]
    [InlineData("5:hell")]
    [InlineData("5")]
    [InlineData("5hello")]
    [InlineData(":")]
    [InlineData("-1:a")]
    [InlineData("99999999999999999999:a")]
    [InlineData("2147483648:a")]
    [InlineData("4294967297:a")]
    [InlineData("i5e")]
    [InlineData("")]
    public void A_string_length_that_does_not_fit_the_input_is_refused(string text) =>
        Assert.Throws<BencodeException>(() => Reader(text).ReadString().ToArray());

    [Fact]
    public void A_string_length_with_leading_zeros_is_read() =>
        Assert.Equal("abc"u8, Reader("0003:abc").ReadString());

    [Fact]
    public void A_depth_bomb_ends_at_the_bound_and_not_on_the_stack()
    {
        var bomb = new string('l', 1_000_000);
        var error = Assert.Throws<BencodeException>(() => Reader(bomb).ReadRawValue().ToArray());
        Assert.Equal(BencodeLimits.Reply.MaxDepth, error.Offset);
    }

    [Fact]
    public void Depth_at_the_bound_is_read()
    {
        var text = new string('l', 16) + new string('e', 16);
        Assert.Equal(32, Reader(text).ReadRawValue().Length);
    }

    [Fact]
    public void An_item_bomb_ends_at_the_bound()
    {
        var limits = new BencodeLimits(MaxDepth: 4, MaxItems: 100);
        var bytes = Encoding.ASCII.GetBytes("l" + string.Concat(Enumerable.Repeat("0:", 100)) + "e");
        Assert.Throws<BencodeException>(() => new BencodeReader(bytes, limits).ReadRawValue().ToArray());
        Assert.Equal(bytes.Length - 2, new BencodeReader(bytes.AsSpan(0, bytes.Length - 3).ToArray().Append((byte)'e').ToArray(), limits).ReadRawValue().Length);
    }

    [Theory]
    [InlineData("d3:foo")]
    [InlineData("d3:fooi1e")]
    [InlineData("l")]
    [InlineData("li1e")]
    [InlineData("d")]
    [InlineData("le" + "x", 2)]
    public void A_value_that_breaks_off_is_refused_whole(string text, int whole = 0)
    {
        if (whole > 0) Assert.Equal(whole, Reader(text).ReadRawValue().Length);
        else Assert.Throws<BencodeException>(() => Reader(text).ReadRawValue().ToArray());
    }

    [Fact]
    public void A_raw_value_is_given_as_it_stands_with_unsorted_and_double_keys_and_odd_numbers()
    {
        const string odd = "d1:bi007e1:ai-0e1:bl01:xee";
        Assert.Equal(odd, Encoding.ASCII.GetString(Reader(odd + "trailing").ReadRawValue()));
    }

    [Fact]
    public void An_end_that_closes_nothing_is_no_value()
    {
        Assert.False(Reader("e").TryReadEnd());
        Assert.Throws<BencodeException>(() => Reader("e").ReadRawValue().ToArray());
    }

    [Fact]
    public void The_error_says_where()
    {
        var error = Assert.Throws<BencodeException>(() => Reader("d3:foo?").ReadRawValue().ToArray());
        Assert.Equal(6, error.Offset);
        Assert.Contains("at byte 6", error.Message);
    }

    private static BencodeReader Reader(string text) => new(Encoding.Latin1.GetBytes(text), BencodeLimits.Reply);
}
