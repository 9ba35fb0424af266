using Crawler.Host.Commands;
using Crawler.Host.Terminal;
using Crawler.Protocol.Http;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;

namespace Crawler.Host.Discovery;

/// <summary>Asks one tracker after another for all it has. What one of them does is told, and the next is asked all the same.</summary>
internal sealed class DiscoveryRun(FullScrapeClient client, Sieve sieve, CommandConsole console, TimeProvider time)
{
    /// <summary>What each tracker came to, in the order asked; those after the limit was reached are not asked and left out.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was found until then is written.</exception>
    public async Task<IReadOnlyList<DiscoverResult>> RunAsync(DiscoveryOrder order, string? output, CancellationToken cancellation)
    {
        List<(FullScrapeResult Result, TimeSpan Elapsed)> asked = [];
        try
        {
            foreach (var tracker in order.Trackers)
            {
                if (sieve.IsFull) break;
                asked.Add(await AskAsync(tracker, cancellation));
            }
        }
        finally
        {
            await sieve.FinishAsync();
        }

        return [.. asked.Select(each => DiscoverResult.Of(each.Result, sieve.TallyOf(each.Result.Tracker), each.Elapsed, output))];
    }

    private async Task<(FullScrapeResult Result, TimeSpan Elapsed)> AskAsync(TrackerUrl tracker, CancellationToken cancellation)
    {
        var progress = new DiscoveryProgress(console, time);
        try
        {
            var result = await client.AskAsync(tracker, Take, cancellation: cancellation);
            progress.Clear();
            Tell(result);
            return (result, progress.Elapsed);
        }
        finally
        {
            progress.Clear();
        }

        async ValueTask<bool> Take(FullScrapePiece piece)
        {
            var more = await sieve.TakeAsync(tracker, piece, cancellation);
            progress.Show(piece, sieve.TallyOf(tracker));
            return more;
        }
    }

    private void Tell(FullScrapeResult result)
    {
        if (!result.Succeeded)
            console.WriteError(TrackerErrors.Line(result.Tracker, result.Outcome, result.ErrorText) + (result.Swarms > 0 ? $" ({result.Swarms} swarms had come by then)" : ""));
        else if (result.Swarms == 0)
            console.WriteError($"{result.Tracker} answered but named no swarm: it may give no full scrapes");
    }
}
