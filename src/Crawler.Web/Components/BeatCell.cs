using Crawler.Storage.Views;

namespace Crawler.Web.Components;

/// <summary>One bar of a heartbeat: what is known of a tracker in a while.</summary>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
/// <param name="Known">Quarters of an hour in which somebody looked.</param>
/// <param name="Up">Those in which it answered.</param>
public readonly record struct BeatCell(DateTimeOffset From, DateTimeOffset To, int Known, int Up)
{
    /// <summary>In one word: <c>up</c>, <c>part</c>, <c>down</c>, or <c>none</c> where nobody looked.</summary>
    public string Kind => this switch
    {
        { Known: 0 } => "none",
        { Up: 0 } => "down",
        _ when Up < Known => "part",
        _ => "up",
    };

    /// <summary>Cuts a stretch of time into bars.</summary>
    /// <param name="beats">What is known, ascending.</param>
    /// <param name="from">Where the first bar begins.</param>
    /// <param name="cell">How long a bar is.</param>
    /// <param name="count">How many bars there are.</param>
    public static IReadOnlyList<BeatCell> Cut(IReadOnlyList<Beat> beats, DateTimeOffset from, TimeSpan cell, int count)
    {
        var (known, up) = (new int[count], new int[count]);
        foreach (var beat in beats)
        {
            var place = (beat.At - from).Ticks / cell.Ticks;
            if (beat.At < from || place >= count) continue;
            known[place]++;
            if (beat.IsUp) up[place]++;
        }

        return [.. Enumerable.Range(0, count).Select(place => new BeatCell(from + (place * cell), from + ((place + 1) * cell), known[place], up[place]))];
    }
}
