using Crawler.Notifications.Watching;

namespace Crawler.Notifications.Tests.Watching;

public class LookVerdictTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    // A letter a quarter of an hour, the last one now: u up, d down, a dot where no call said anything.
    [Theory]
    [InlineData("", null)]
    [InlineData("uuu", false)]
    [InlineData("dddu", false)]
    [InlineData("uuud", null)]
    [InlineData("uudd", null)]
    [InlineData("uddd", true)]
    [InlineData("ud.d", true)]
    [InlineData("ddd", true)]
    [InlineData("d..", null)]
    [InlineData("dudd", null)]
    [InlineData("udd......", null)]
    [InlineData("uddd.....", true)]
    [InlineData("u..................", false)]
    [InlineData("u...................", null)]
    [InlineData("ddd...................", null)]
    [InlineData("d...................d", null)]
    public void Down_takes_looks_that_say_so_and_up_takes_one(string quarters, bool? isDown) => Assert.Equal(isDown, Of(quarters).IsDown);

    [Fact]
    public void It_knows_since_when()
    {
        var verdict = Of("uddd..");
        Assert.Equal(Noon.AddMinutes(-15 * 5 + 15), verdict.Since);
        Assert.Equal(3, verdict.Looks);
    }

    private static LookVerdict Of(string quarters)
    {
        var looks = quarters.Select((quarter, i) => (quarter, At: Noon.AddMinutes(15 * (i - quarters.Length + 1))))
            .Where(look => look.quarter != '.').Select(look => new Look(look.At, look.quarter == 'u')).ToList();
        return LookVerdict.Of(looks, Noon, TimeSpan.FromMinutes(30));
    }
}
