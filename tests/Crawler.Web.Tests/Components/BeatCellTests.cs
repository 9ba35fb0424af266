using Crawler.Storage.Views;
using Crawler.Web.Components;
using Crawler.Web.Tests.Samples;

namespace Crawler.Web.Tests.Components;

public sealed class BeatCellTests
{
    [Fact]
    public void A_bar_is_up_partly_down_or_nobody_looked()
    {
        var from = Sample.Now;
        Beat[] beats = [new(from.AddMinutes(-15), true), new(from, true), new(from.AddMinutes(60), true), new(from.AddMinutes(75), false), new(from.AddMinutes(120), false), new(from.AddHours(4), true)];

        var cells = BeatCell.Cut(beats, from, TimeSpan.FromHours(1), 4);

        Assert.Equal(["up", "part", "down", "none"], cells.Select(cell => cell.Kind));
        Assert.Equal((2, 1), (cells[1].Known, cells[1].Up));
    }
}
