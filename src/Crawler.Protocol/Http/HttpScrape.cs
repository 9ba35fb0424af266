using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.Http;

/// <summary>
/// Multi-scrape over HTTP (BEP 48): several <c>info_hash</c> in one URL, as many as this tracker takes
/// (<see cref="ScrapeBatches"/>).
/// </summary>
internal sealed class HttpScrape(HttpExchange exchange, TimeProvider time)
{
    private readonly ScrapeBatches _batches = new();

    /// <summary>Hashes asked about in one request, as far as is known.</summary>
    public int SizeFor(TrackerUrl tracker) => _batches.SizeFor(tracker);

    /// <summary>An attempt for each hash, in their order.</summary>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    public async Task<IReadOnlyList<Attempt>> AskAsync(TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family, CancellationToken cancellation)
    {
        var attempts = new List<Attempt>(hashes.Count);
        var size = _batches.SizeFor(tracker);
        var spent = 0; // requests that only told how many hashes fit: they are counted with the one that is answered for
        while (attempts.Count < hashes.Count)
        {
            var batch = hashes.Skip(attempts.Count).Take(size).ToArray();
            var (answer, outcome) = await ScrapeAsync(tracker, batch, family, cancellation).ConfigureAwait(false);
            var (isKnown, requests) = answer is not null && AnswersOneOnly(answer, batch)
                ? await AskAloneAsync(tracker, batch[0], family, cancellation).ConfigureAwait(false)
                : (false, 0);
            spent += outcome.Transmissions + requests;
            outcome = outcome with { Transmissions = spent };
            if (isKnown)
            {
                _batches.Remember(tracker, size = 1);
                continue;
            }

            if (answer is null && ScrapeBatches.MayBeTooLong(outcome) && batch.Length > 1)
            {
                size = batch.Length / 2; // remembered only if it helps
                continue;
            }

            spent = 0;
            if (answer is not null)
            {
                _batches.Remember(tracker, size);
                attempts.AddRange(batch.Select(hash => outcome with { InfoHash = hash, Counts = answer.Files.GetValueOrDefault(hash) }));
            }
            else if (outcome.Outcome is AttemptOutcome.Refused or AttemptOutcome.Malformed)
            {
                attempts.AddRange(batch.Select(hash => outcome with { InfoHash = hash }));
            }
            else
            {
                // Not reached, or told to stay away: the other batches would only learn the same, by timeout.
                attempts.AddRange(hashes.Skip(attempts.Count).Select(hash => outcome with { InfoHash = hash }));
            }
        }

        return attempts;
    }

    private async Task<(ScrapeAnswer? Answer, Attempt Outcome)> ScrapeAsync(TrackerUrl tracker, InfoHash[] batch, AddressFamily family, CancellationToken cancellation)
    {
        var attempt = Attempt.Scraping(tracker, batch[0], time);
        return ScrapeUrl.TryRequestTarget(tracker, batch, out var target)
            ? HttpOutcome.OfScrape(attempt, await exchange.GetAsync(tracker, target, family, cancellation).ConfigureAwait(false))
            : (null, attempt.Failed(AttemptStage.Prepare, AttemptOutcome.Unsupported, "this tracker has no scrape: its URL's last segment does not begin with 'announce' (BEP 48)"));
    }

    /// <summary>
    /// A swarm unknown to a tracker is left out of its answer; but some trackers answer only one hash of several (PHP keeps
    /// the last of several parameters of one name). A missing one asked alone tells which it is.
    /// </summary>
    private static bool AnswersOneOnly(ScrapeAnswer answer, InfoHash[] batch) =>
        batch.Length > 1 && answer.Files.Count == 1 && answer.Files.ContainsKey(batch[^1]) && batch[0] != batch[^1];

    private async Task<(bool IsKnown, int Requests)> AskAloneAsync(TrackerUrl tracker, InfoHash hash, AddressFamily family, CancellationToken cancellation)
    {
        var (answer, outcome) = await ScrapeAsync(tracker, [hash], family, cancellation).ConfigureAwait(false);
        return (answer?.Files.ContainsKey(hash) == true, outcome.Transmissions);
    }
}
