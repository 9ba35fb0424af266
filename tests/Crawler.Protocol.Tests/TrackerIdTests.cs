namespace Crawler.Protocol.Tests;

public class TrackerIdTests
{
    [Fact]
    public void Any_bytes_survive_printing_and_reading()
    {
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        Assert.True(TrackerId.TryParse(new TrackerId(bytes).ToString(), out var again));
        Assert.Equal(bytes, again.Bytes);
        Assert.Equal(new TrackerId(bytes), again);
    }

    [Fact]
    public void Plain_text_stands_for_itself()
    {
        Assert.True(TrackerId.TryParse("a+b & c", out var id));
        Assert.Equal("a+b & c"u8, id.Bytes);
        Assert.Equal("a%2Bb%20%26%20c", id.ToString());
    }

    [Fact]
    public void An_id_of_more_than_512_bytes_is_not_kept()
    {
        Assert.Throws<ArgumentException>(() => new TrackerId(new byte[513]));
        Assert.False(TrackerId.TryParse(new string('x', 513), out _));
    }
}
