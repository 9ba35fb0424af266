using Crawler.Simulation.Trackers;
using Crawler.Simulation.Trackers.Policies;

namespace Crawler.Benchmarks.Calibration;

/// <summary>A tracker's way of choosing whom to name, and what is expected of an estimate made of it.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Policy">The way.</param>
/// <param name="Kind">What is expected.</param>
/// <param name="Capacity">Members it keeps; null for all.</param>
internal sealed record PolicyCase(string Name, ISamplingPolicy Policy, PolicyKind Kind, int? Capacity = null)
{
    /// <summary>Share of seeders, 0–1.</summary>
    public double SeederShare { get; init; } = 0.3;

    /// <summary>All that are calibrated.</summary>
    public static IReadOnlyList<PolicyCase> All { get; } =
    [
        new("uniform", new Uniform(), PolicyKind.Even),
        new("strata (opentracker)", new JitteredStrata(), PolicyKind.Even),
        new("two slices (aquatic)", new TwoSlices(), PolicyKind.Even),
        new("run of map (chihaya)", new RunOfMap(), PolicyKind.Even),
        new("seeds first, 30 %", new SeedsFirst(), PolicyKind.SeedsFirst),
        // Fewer seeders than a reply holds: all of them each time, and some leechers.
        new("seeds first, 10 %", new SeedsFirst(), PolicyKind.SeedsFirst) { SeederShare = 0.1 },
        new("first 74 (torrust)", new FirstByPeerId(74), PolicyKind.FixedSubset),
        new("LRU-1000", new Uniform(), PolicyKind.Forgetful, Capacity: 1000),
        new("10 % fakes", new Fakes(0.1, new Uniform()), PolicyKind.Fakes),
    ];
}

/// <summary>What a way of choosing does to an estimate.</summary>
internal enum PolicyKind
{
    /// <summary>Each member is as likely as any other: size and interval must hold, whatever the overlaps.</summary>
    Even,

    /// <summary>Seeders before leechers: must be flagged.</summary>
    SeedsFirst,

    /// <summary>The same few each time: must be flagged.</summary>
    FixedSubset,

    /// <summary>Forgets what is beyond its store, claims included: no client can tell.</summary>
    Forgetful,

    /// <summary>Makes peers up: must be flagged.</summary>
    Fakes,
}
