using System.Globalization;
using Crawler.Host.Formatting;
using Crawler.Host.Terminal;
using Crawler.Protocol.Scrape;

namespace Crawler.Host.Discovery;

/// <summary>One moving line on stderr, where a person watches: how far the answer has come.</summary>
internal sealed class DiscoveryProgress(CommandConsole console, TimeProvider time)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly long _started = time.GetTimestamp();
    private long _shown;
    private bool _isThere;

    /// <summary>How long it has taken so far.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>Shows where it stands, now and then.</summary>
    public void Show(in FullScrapePiece piece, DiscoveryTally tally)
    {
        if (!console.ErrorIsTerminal || (_isThere && time.GetElapsedTime(_shown) < Pace)) return;
        (_shown, _isThere) = (time.GetTimestamp(), true);
        console.Error.Write($"\r{Line(piece, tally, Elapsed)}\e[K");
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (_isThere) console.Error.Write("\r\e[K");
        _isThere = false;
    }

    /// <summary><c>1,234,567 swarms, 8,400 written · 96 MiB (31 MiB on the wire) · 24 MiB/s · 4s</c>.</summary>
    internal static string Line(in FullScrapePiece piece, DiscoveryTally tally, TimeSpan elapsed)
    {
        var rate = elapsed > TimeSpan.Zero ? (long)(piece.BytesInflated / elapsed.TotalSeconds) : 0;
        var what = tally.Written > 0 || tally.Wanted == 0 ? $"{Number(tally.Written)} written" : $"{Number(tally.Wanted)} wanted";
        return $"{Number(tally.Swarms)} swarms, {what} · {Sizes.Format(piece.BytesInflated)} ({Sizes.Format(piece.BytesOnWire)} on the wire) · {Sizes.Format(rate)}/s · {Durations.Format(elapsed)}";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
