using Crawler.Simulation.Populations;
using Crawler.Simulation.Randomness;

namespace Crawler.Simulation.Tests.Populations;

public class ArrivalRateTests
{
    [Fact]
    public void A_steady_rate_brings_as_many_as_it_says() =>
        Assert.Equal(5_000, Arrivals(new ArrivalRate(50), TimeSpan.FromHours(100)).Count, 250.0);

    [Fact]
    public void A_fading_rate_brings_tau_times_the_first_hour_and_ends()
    {
        var rate = new ArrivalRate(100) { Decay = TimeSpan.FromHours(20) };

        Assert.Equal(2_000, Arrivals(rate, TimeSpan.FromDays(10_000)).Count, 150.0);
    }

    [Fact]
    public void More_arrive_at_the_peak_of_the_day_than_at_its_opposite()
    {
        var rate = new ArrivalRate(100) { DaySwing = 0.5, PeakHour = 20 };
        var hours = Arrivals(rate, TimeSpan.FromDays(40)).CountBy(at => at.Hour).ToDictionary();

        // Means over the hour from 20 and from 8: 40 days × 100 × (1 ± 0.496).
        Assert.InRange(hours[20], 5_600, 6_350);
        Assert.InRange(hours[8], 1_800, 2_250);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-9)]
    [InlineData(1e-300)]
    public void A_rate_of_next_to_nothing_brings_nobody(double perHour) =>
        Assert.Null(new ArrivalRate(perHour).NextAfter(Samples.Start, Samples.Start, new SeededRandom(5)));

    [Fact]
    public void A_rate_just_worth_waiting_for_stays_within_the_calendar()
    {
        var random = new SeededRandom(6);
        for (var i = 0; i < 50_000; i++)
        {
            if (new ArrivalRate(1.2e-7).NextAfter(Samples.Start, Samples.Start, random) is { } next)
                Assert.InRange(next, Samples.Start, Samples.Start.AddYears(1001));
        }
    }

    private static List<DateTimeOffset> Arrivals(ArrivalRate rate, TimeSpan length)
    {
        var random = new SeededRandom(4);
        var arrivals = new List<DateTimeOffset>();
        for (var at = rate.NextAfter(Samples.Start, Samples.Start, random); at < Samples.Start + length; at = rate.NextAfter(Samples.Start, at.Value, random))
            arrivals.Add(at.Value);
        return arrivals;
    }
}
