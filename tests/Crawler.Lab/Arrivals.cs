using System.Threading.Channels;

namespace Crawler.Lab;

/// <summary>What arrived at a fake tracker, in order: to look back on, and to wait for.</summary>
public sealed class Arrivals<T>
{
    private readonly Lock _lock = new();
    private readonly List<T> _all = [];
    private readonly Channel<T> _unread = Channel.CreateUnbounded<T>();

    /// <summary>Everything so far (a copy).</summary>
    public IReadOnlyList<T> All
    {
        get
        {
            lock (_lock) return [.. _all];
        }
    }

    /// <summary>The next one that no call has returned yet, as soon as it is there.</summary>
    /// <param name="within">Default <see cref="Eventually.Patience"/>.</param>
    /// <exception cref="TimeoutException">Nothing came.</exception>
    public async Task<T> NextAsync(TimeSpan? within = null)
    {
        var limit = within ?? Eventually.Patience;
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            return await _unread.Reader.ReadAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"nothing arrived within {limit.TotalSeconds:0.#} s; before that: {All.Count}");
        }
    }

    internal void Add(T arrival)
    {
        lock (_lock)
        {
            _all.Add(arrival);
            _unread.Writer.TryWrite(arrival);
        }
    }
}
