using System.Collections.Concurrent;

namespace Crawler.Actors.Observations;

/// <summary>Gives the first hosts that come a label of their own, and the others one together: how many series there are is bounded whatever a list of targets names.</summary>
internal sealed class TrackerLabels
{
    /// <summary>What the others are called.</summary>
    public const string Others = "other";

    private readonly ConcurrentDictionary<string, byte> _known = new();
    private int _most;
    private int _taken;

    /// <summary>How many may have one.</summary>
    public int Most
    {
        get => Volatile.Read(ref _most);
        set => Volatile.Write(ref _most, value);
    }

    /// <summary>The label of a host.</summary>
    public string Of(string host)
    {
        if (_known.ContainsKey(host)) return host;
        if (Volatile.Read(ref _taken) >= Most) return Others;
        if (Interlocked.Increment(ref _taken) > Most) return Others;
        // Two threads with one host take two places, of which one stays unused: fewer labels, never more.
        _known.TryAdd(host, 0);
        return host;
    }
}
