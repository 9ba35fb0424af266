using System.Numerics;
using System.Runtime.InteropServices;

namespace Crawler.Statistics.Occasions;

/// <summary>Reduces the masks of several series to a <see cref="UnionSample"/>.</summary>
internal sealed class UnionTally
{
    private readonly Dictionary<ulong, long> _patterns = [];
    private readonly Dictionary<(ulong Pattern, int Member, int Occasion), long> _once = [];

    /// <summary>Counts a peer in; one that no member saw changes nothing.</summary>
    /// <param name="masks">The peer's occasions by member.</param>
    public void Add(ReadOnlySpan<ulong> masks)
    {
        var pattern = 0UL;
        for (var member = 0; member < masks.Length; member++)
            if (masks[member] != 0) pattern |= 1UL << member;
        if (pattern == 0) return;

        CollectionsMarshal.GetValueRefOrAddDefault(_patterns, pattern, out _)++;
        for (var member = 0; member < masks.Length; member++)
        {
            if (!BitOperations.IsPow2(masks[member])) continue;
            CollectionsMarshal.GetValueRefOrAddDefault(_once, (pattern, member, BitOperations.TrailingZeroCount(masks[member])), out _)++;
        }
    }

    /// <summary>The sample, in an order that does not depend on how it was counted.</summary>
    /// <param name="members">The series.</param>
    /// <param name="held">Occasions that took place, by member.</param>
    /// <param name="share">Share of peers kept.</param>
    public UnionSample Sample(IReadOnlyList<int> members, ulong[] held, double share) => new()
    {
        Members = members,
        Patterns = [.. _patterns.OrderBy(entry => entry.Key).Select(entry => new PatternCount(entry.Key, entry.Value))],
        SeenOnce =
        [
            .. _once.OrderBy(entry => entry.Key)
                .Select(entry => new SingleOccasionCount(
                    entry.Key.Pattern, entry.Key.Member, OccasionMask.Rank(held[entry.Key.Member], entry.Key.Occasion), entry.Value)),
        ],
        SampledShare = share,
    };
}
