using Crawler.Statistics.Estimators;

namespace Crawler.Statistics.Tests.Estimators;

public sealed class AceTests
{
    [Fact]
    public void Five_counts() => Close.To(5.62749672, Ace.Estimate(Frequencies(12, 3, 6, 1, 10))?.Value, 1e-8);

    /// <summary>Trees of a hectare of Barro Colorado, plot 1 (Condit et al. 2002): how many kinds had one tree, two, ….</summary>
    [Fact]
    public void Trees_of_Barro_Colorado_plot_1() =>
        Close.To(122.848959, Ace.Estimate([31, 18, 9, 6, 6, 4, 1, 1, 1, 1, 2, 2, 2, 2, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1])?.Value, 1e-8);

    /// <summary>Fisher, Corbet and Williams (1943): kinds caught once, twice, … 24 times, and 119 more often.</summary>
    [Fact]
    public void Malayan_butterflies()
    {
        long[] frequencies = [118, 74, 44, 24, 29, 22, 20, 19, 20, 15, 12, 14, 6, 12, 6, 9, 9, 6, 10, 10, 11, 5, 3, 3, 119];
        Assert.Equal(620, frequencies.Sum());
        Close.To(712.24, Ace.Estimate(frequencies)?.Value, 1e-5);
    }

    [Fact]
    public void Only_singles_have_no_size() => Assert.Null(Ace.Estimate([7]));

    [Fact]
    public void Nobody_seen_is_nobody() => Assert.Equal(0, Ace.Estimate([])?.Value);

    private static long[] Frequencies(params int[] counts) =>
        [.. Enumerable.Range(1, counts.Max()).Select(j => (long)counts.Count(count => count == j))];
}
