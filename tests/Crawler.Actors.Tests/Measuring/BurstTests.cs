using System.Net;
using Crawler.Actors.Measuring;

namespace Crawler.Actors.Tests.Measuring;

public sealed class BurstTests
{
    [Theory]
    [InlineData("192.0.43.8", 1, 10)]
    [InlineData("192.0.43.8", 30, 30)]
    [InlineData("127.0.0.1", 1, 1)]
    [InlineData(null, 1, 10)]
    public void Public_trackers_are_never_asked_faster_than_every_ten_seconds_labs_as_told(string? address, int asked, int given) => Assert.Equal(
        TimeSpan.FromSeconds(given),
        new Burst(10, TimeSpan.FromSeconds(asked)).SpacingAt(address is null ? null : IPAddress.Parse(address)));

    [Fact]
    public void Not_even_a_lab_is_asked_without_pause() =>
        Assert.Equal(Burst.Closest, new Burst(10, TimeSpan.FromTicks(1)).SpacingAt(IPAddress.Loopback));
}
