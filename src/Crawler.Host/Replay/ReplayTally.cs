using Crawler.Protocol;

namespace Crawler.Host.Replay;

/// <summary>How the estimates that were made again compare with those that were stored.</summary>
internal sealed class ReplayTally
{
    /// <summary>Swarms of the campaign.</summary>
    public long Torrents { get; private set; }

    /// <summary>Answered announces that were read.</summary>
    public long Looks { get; private set; }

    /// <summary>Windows they fell into.</summary>
    public long Windows { get; private set; }

    /// <summary>Estimates made again.</summary>
    public long Replayed { get; private set; }

    /// <summary>Of these, the same as the stored one bit for bit.</summary>
    public long Identical { get; private set; }

    /// <summary>Not the same.</summary>
    public long Different { get; private set; }

    /// <summary>Of swarms so large that a crawl keeps a random share of their peers: another share gives another number.</summary>
    public long Sampled { get; private set; }

    /// <summary>Made again, but never stored: of windows that a crawl did not end, or whose estimates were dropped.</summary>
    public long NotStored { get; private set; }

    /// <summary>Stored, but the log they were made of is gone, or is of a version that did not note what it counted for.</summary>
    public long NotReplayed { get; private set; }

    /// <summary>The first that was not the same; null if all were.</summary>
    public (InfoHash Torrent, EstimateIdentity Estimate, EstimateDifference Difference)? First { get; private set; }

    /// <summary>Whether every stored estimate that can be made again came out the same, and there was one.</summary>
    public bool IsReproduced => Different == 0 && Identical > 0;

    /// <summary>One swarm is done.</summary>
    public void Add(InfoHash torrent, long looks, long windows, IReadOnlyList<ReplayedEstimate> replayed, IEnumerable<ReplayedEstimate> stored)
    {
        Torrents++;
        Looks += looks;
        Windows += windows;
        Replayed += replayed.Count;
        // An open population is estimated anew at the end of each window, for the same time: the first stored is the first made again.
        var left = stored.GroupBy(estimate => estimate.Key).ToDictionary(group => group.Key, group => new Queue<ReplayedEstimate>(group));
        foreach (var estimate in replayed)
        {
            if (!left.TryGetValue(estimate.Key, out var same) || !same.TryDequeue(out var kept)) NotStored++;
            else if (kept.Size.SampledShare < 1 || estimate.Size.SampledShare < 1) Sampled++;
            else if (EstimateDifference.Between(kept, estimate) is not { } difference) Identical++;
            else
            {
                Different++;
                First ??= (torrent, estimate.Key, difference);
            }
        }

        NotReplayed += left.Values.Sum(queue => (long)queue.Count);
    }
}
