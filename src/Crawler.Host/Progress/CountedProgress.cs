using System.Globalization;
using Crawler.Host.Terminal;

namespace Crawler.Host.Progress;

/// <summary>One moving line on stderr, where a person watches, of work that is counted.</summary>
/// <param name="console">Where.</param>
/// <param name="what">What is counted, in the plural.</param>
/// <param name="time">The clock.</param>
internal sealed class CountedProgress(CommandConsole console, string what, TimeProvider time)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private long _shown;
    private bool _isThere;

    /// <summary>Shows where it stands, now and then.</summary>
    /// <param name="done">So many are done.</param>
    /// <param name="all">Of so many; null if nobody knows.</param>
    public void Show(long done, long? all = null)
    {
        if (!console.ErrorIsTerminal || (_isThere && time.GetElapsedTime(_shown) < Pace)) return;
        (_shown, _isThere) = (time.GetTimestamp(), true);
        var of = all is { } number ? string.Create(CultureInfo.InvariantCulture, $" of {number:N0}") : "";
        console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{done:N0}{of} {what}\e[K"));
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (_isThere) console.Error.Write("\r\e[K");
        _isThere = false;
    }
}
