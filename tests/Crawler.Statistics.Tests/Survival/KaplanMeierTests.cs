using Crawler.Statistics.Survival;

namespace Crawler.Statistics.Tests.Survival;

public sealed class KaplanMeierTests
{
    /// <summary>Remission times in weeks under 6-mercaptopurine (Freireich et al. 1963), the example of most textbooks; true: censored.</summary>
    private static readonly (int Weeks, bool Censored)[] Freireich =
    [
        (6, false), (6, false), (6, false), (6, true), (7, false), (9, true), (10, false), (10, true), (11, true), (13, false), (16, false),
        (17, true), (19, true), (20, true), (22, false), (23, false), (25, true), (32, true), (32, true), (34, true), (35, true),
    ];

    [Theory]
    [InlineData(6, 21, 0.8571, 0.0764)]
    [InlineData(7, 17, 0.8067, 0.0869)]
    [InlineData(10, 15, 0.7529, 0.0963)]
    [InlineData(13, 12, 0.6902, 0.1068)]
    [InlineData(16, 11, 0.6275, 0.1141)]
    [InlineData(22, 7, 0.5378, 0.1282)]
    [InlineData(23, 6, 0.4482, 0.1346)]
    public void Remission_times_of_leukaemia_patients_come_out_as_published(int weeks, long atRisk, double survival, double error)
    {
        var point = Curve(Freireich).At(weeks)!.Value;

        Assert.Equal(atRisk, point.AtRisk);
        Assert.Equal(survival, point.Survival, 4);
        Assert.Equal(error, point.StandardError!.Value, 4);
        Assert.InRange(point.Survival, point.Low, point.High);
    }

    [Fact]
    public void The_median_is_where_half_are_left_and_absent_where_the_curve_stays_above()
    {
        Assert.Equal(23, Curve(Freireich).Quantile(0.5));
        Assert.Null(Curve(Freireich).Quantile(0.75));
        Assert.Null(Curve(Freireich).At(5));
    }

    [Fact]
    public void Without_censoring_the_curve_is_the_share_that_is_left()
    {
        var curve = Curve([(1, false), (2, false), (3, false), (4, false)]);

        Assert.Equal([0.75, 0.5, 0.25, 0], curve.Points.Select(point => Math.Round(point.Survival, 12)));
        Assert.Null(curve.Points[^1].StandardError);
    }

    [Fact]
    public void Nothing_ended_makes_no_curve() => Assert.Empty(Curve([(1, true)]).Points);

    private static SurvivalCurve Curve((int Weeks, bool Censored)[] lives)
    {
        var tally = new SurvivalTally();
        foreach (var (weeks, censored) in lives) tally.Add(weeks, !censored);
        return KaplanMeier.Estimate(tally);
    }
}
