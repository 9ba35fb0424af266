using System.Threading.Channels;
using Crawler.Protocol;

namespace Crawler.Host.Crawling;

/// <summary>Makes one question of many that come within a moment: a cluster's torrents ask one by one, and thousands a second.</summary>
/// <typeparam name="T">What is known of a swarm.</typeparam>
/// <param name="loadAsync">Answers for many swarms at once; of those it leaves out nothing is known.</param>
/// <param name="nothing">The answer for those.</param>
/// <param name="time">The clock.</param>
internal sealed class GatheredLoads<T>(Func<IReadOnlyCollection<InfoHash>, Task<IReadOnlyDictionary<InfoHash, T>>> loadAsync, T nothing, TimeProvider time)
{
    private const int MostAtOnce = 1000;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private readonly Channel<(InfoHash InfoHash, TaskCompletionSource<T> Answer)> _asked = Channel.CreateUnbounded<(InfoHash, TaskCompletionSource<T>)>();
    private int _isAnswering;

    /// <summary>What is known of one swarm.</summary>
    public Task<T> LoadAsync(InfoHash infoHash)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.Writer.TryWrite((infoHash, answer));
        if (Interlocked.Exchange(ref _isAnswering, 1) == 0) _ = AnswerAsync();
        return answer.Task;
    }

    private async Task AnswerAsync()
    {
        await Task.Delay(Moment, time);
        var batch = new List<(InfoHash InfoHash, TaskCompletionSource<T> Answer)>();
        while (batch.Count < MostAtOnce && _asked.Reader.TryRead(out var one)) batch.Add(one);
        // Who asks from now on begins the next batch, which need not wait for this one.
        Volatile.Write(ref _isAnswering, 0);
        if (_asked.Reader.Count > 0 && Interlocked.Exchange(ref _isAnswering, 1) == 0) _ = AnswerAsync();
        try
        {
            var known = await loadAsync([.. batch.Select(one => one.InfoHash).Distinct()]);
            foreach (var (infoHash, answer) in batch) answer.TrySetResult(known.TryGetValue(infoHash, out var value) ? value : nothing);
        }
        catch (Exception error)
        {
            foreach (var (_, answer) in batch) answer.TrySetException(error);
        }
    }
}
