using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;

namespace Crawler.Web.Live;

/// <summary>Looks once a second for all who follow, and not at all while nobody does.</summary>
internal sealed class LiveFeed(LiveEvents events, TimeProvider time) : BackgroundService
{
    /// <summary>Followers at once; each holds a connection.</summary>
    public const int MostFollowers = 200;

    /// <summary>Seconds between two looks at the store.</summary>
    private const int StoreEvery = 5;

    /// <summary>Events kept for one who reads slowly; older ones are of no use to them.</summary>
    private const int Kept = 16;

    private readonly ConcurrentDictionary<Channel<SseItem<string>>, byte> _followers = new();
    private readonly ConcurrentDictionary<string, SseItem<string>> _latest = new();

    /// <summary>Whether another may follow.</summary>
    public bool HasRoom => _followers.Count < MostFollowers;

    /// <summary>What happens, from now on: first how all stands.</summary>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (_followers.IsEmpty) _latest.Clear();
        var channel = Channel.CreateBounded<SseItem<string>>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });
        _followers[channel] = 0;
        try
        {
            // What others were told last; who is the first is told at the next look.
            foreach (var known in _latest.Values) yield return known;
            await foreach (var next in channel.Reader.ReadAllAsync(cancellation)) yield return next;
        }
        finally
        {
            _followers.TryRemove(channel, out _);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            for (var second = 0; await timer.WaitForNextTickAsync(stoppingToken); second++)
            {
                if (_followers.IsEmpty) continue;
                if (second % StoreEvery == 0 || _latest.IsEmpty) Tell(await events.AllAsync(stoppingToken));
                else if (events.Here() is { } here) Tell([here]);
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop: whoever follows is told by the end of the stream.
        }

        foreach (var follower in _followers.Keys) follower.Writer.TryComplete();
    }

    private void Tell(IReadOnlyList<SseItem<string>> news)
    {
        foreach (var state in news.Where(one => one.EventType != "turns")) _latest[state.EventType] = state;
        foreach (var follower in _followers.Keys)
            foreach (var one in news) follower.Writer.TryWrite(one);
    }
}
