using Crawler.Protocol.Attempts;
using Crawler.Storage.Views;
using Crawler.Web.Pages;
using Crawler.Web.Tests.Samples;

namespace Crawler.Web.Tests.Pages;

public sealed class OwnOutageTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Neighbouring_steps_are_one_outage_and_the_latest_comes_first()
    {
        var outages = OwnOutage.Of([Point(0, 3), Point(1, 2), Point(2, 0), Point(5, 1)], Hour);

        Assert.Equal(
            [
                new OwnOutage(At(5), At(6), 1, 11),
                new OwnOutage(At(0), At(2), 5, 25),
            ],
            outages);
    }

    private static DateTimeOffset At(int hour) => Sample.Now.AddHours(hour);

    private static TrackerPoint Point(int hour, long lost) => new()
    {
        At = At(hour),
        Known = 4,
        Up = 4,
        Outcomes = lost > 0
            ? new Dictionary<AttemptOutcome, long> { [AttemptOutcome.Ok] = 10, [AttemptOutcome.Unknown] = lost }
            : new Dictionary<AttemptOutcome, long> { [AttemptOutcome.Ok] = 10 },
        P50 = null,
        P95 = null,
        PeersNamed = 0,
        IntervalAsked = null,
    };
}
