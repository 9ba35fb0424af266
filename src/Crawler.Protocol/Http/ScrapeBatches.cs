using System.Collections.Concurrent;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Http;

/// <summary>
/// How many hashes each tracker takes in one scrape URL. No specification says; servers cut URLs off anywhere from 1 to
/// 64 KiB, so the size is halved where a tracker may have found it too long, and remembered.
/// </summary>
internal sealed class ScrapeBatches
{
    /// <summary>Where we begin: about 3.7 kB of URL; opentracker answers at most 64 hashes.</summary>
    public const int Most = 50;

    private const int MaxTrackers = 50_000;

    private readonly ConcurrentDictionary<string, int> _sizes = new(StringComparer.Ordinal);

    public int SizeFor(TrackerUrl tracker) => _sizes.GetValueOrDefault(tracker.Authority, Most);

    /// <summary>A size that worked.</summary>
    public void Remember(TrackerUrl tracker, int size)
    {
        if (size == SizeFor(tracker)) return;
        if (_sizes.Count >= MaxTrackers) _sizes.Clear();
        _sizes[tracker.Authority] = size;
    }

    /// <summary>
    /// Whether a failure may be due to the URL's length: the statuses servers answer it with, or a connection closed on
    /// the request.
    /// </summary>
    public static bool MayBeTooLong(Attempt attempt) => attempt switch
    {
        { HttpStatus: 400 or 413 or 414 or 431 } => true,
        { Outcome: AttemptOutcome.ConnectFailed, Stage: AttemptStage.Request } => true,
        _ => false,
    };
}
