using System.Buffers.Binary;
using System.Security.Cryptography;
using Crawler.Host.Campaigns.Watching;
using Crawler.Host.Targets;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Host.Campaigns;

/// <summary>What a campaign measures, in the order it begins with, and what was left out.</summary>
internal sealed record CampaignTargets
{
    /// <summary>Each swarm once, with its trackers.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>What could not be used.</summary>
    public required IReadOnlyList<TargetProblem> Problems { get; init; }

    /// <summary>Targets read, those met again counted again.</summary>
    public required int Met { get; init; }

    /// <summary>Those met again: the same swarm, whose trackers were united.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Swarms left out because they opted out.</summary>
    public required int OptedOut { get; init; }

    /// <summary>Announce URLs left out because their host opted out, over all targets.</summary>
    public required int TrackersOptedOut { get; init; }

    /// <summary>SHA-256 over all infohashes in order of their bytes: equal hashes name the same swarms.</summary>
    public string Hash => HashOf(Targets);

    /// <summary>Reads the targets of a campaign; no network.</summary>
    /// <param name="file">Names them.</param>
    /// <param name="optOuts">Who is left alone.</param>
    /// <param name="seed">What the order follows from.</param>
    /// <param name="problems">Filled with what cannot be used.</param>
    /// <param name="places">The watched places, of which all that is there is taken; null for none.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<CampaignTargets> ReadAsync(
        CampaignFile file, OptOuts optOuts, ulong seed, List<TargetProblem> problems, PlaceWatch? places, CancellationToken cancellation)
    {
        var named = new TargetReader(Stream.Null, problems.Add).ReadAsync(file.Targets.Select(target => PathOf(file, target.Value)), cancellation);
        return Of(await TargetSet.OfAsync(Both(named, places?.NewAsync(int.MaxValue, cancellation)), problems), file, optOuts, seed);
    }

    /// <summary>
    /// The targets of a set as the campaign asks about them. In an order that follows from the seed and each infohash
    /// alone: lists are sorted by site or tracker, and fed as they are they would fall upon one host after the other; and
    /// a campaign that is cut short has begun with a fair sample.
    /// </summary>
    public static CampaignTargets Of(TargetSet set, CampaignFile file, OptOuts optOuts, ulong seed)
    {
        var added = AnnounceTiers.None.With(file.Trackers.Where(tracker => !optOuts.CoversHost(tracker.Host)));
        var (problems, targets) = (set.Problems.ToList(), new List<Target>(set.Targets.Count));
        var (optedOut, trackersOptedOut) = (0, file.Trackers.Count - added.Entries.Count);
        foreach (var target in set.Targets)
        {
            if (optOuts.Covers(target.InfoHash))
            {
                optedOut++;
                continue;
            }

            var own = target.Trackers.Without(url => optOuts.CoversHost(url.Host));
            trackersOptedOut += target.Trackers.Entries.Count - own.Entries.Count;
            var asked = target with { Trackers = TrackersOf(target, own, added, file) };
            if (asked.Trackers.Entries.Count > 0) targets.Add(asked);
            else problems.Add(WithoutTracker(target, own, file));
        }

        targets.Sort((a, b) => (Rank(a.InfoHash, seed), a.InfoHash).CompareTo((Rank(b.InfoHash, seed), b.InfoHash)));
        return new CampaignTargets
        {
            Targets = targets,
            Problems = problems,
            Met = set.Met,
            Duplicates = set.Met - set.Targets.Count,
            OptedOut = optedOut,
            TrackersOptedOut = trackersOptedOut,
        };
    }

    /// <summary>Paths are relative to the file; magnets and infohashes are none.</summary>
    public static string PathOf(CampaignFile file, string item) => item switch
    {
        ['@', .. var list] => "@" + file.Resolve(list),
        _ when Magnet.IsMagnet(item) || InfoHash.TryParse(item, out _) || item.Contains("://", StringComparison.Ordinal) => item,
        _ => file.Resolve(item),
    };

    /// <summary>SHA-256 over infohashes in order of their bytes.</summary>
    public static string HashOf(IEnumerable<Target> targets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[InfoHash.Length];
        foreach (var infoHash in targets.Select(target => target.InfoHash).Order())
        {
            infoHash.CopyTo(bytes);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async IAsyncEnumerable<Target> Both(IAsyncEnumerable<Target> named, IAsyncEnumerable<Target>? watched)
    {
        await foreach (var target in named) yield return target;
        if (watched is null) yield break;
        await foreach (var target in watched) yield return target;
    }

    /// <summary>A private torrent is asked about at its own trackers alone (BEP 27): to others its infohash is nobody's business.</summary>
    private static AnnounceTiers TrackersOf(Target target, AnnounceTiers own, AnnounceTiers added, CampaignFile file)
    {
        if (target.IsPrivate) return file.TrackersOnly ? own.Without(url => added.Entries.All(entry => entry.Url.Host != url.Host)) : own;
        // Most targets of a large list name no tracker: they share one announce list.
        if (file.TrackersOnly || own.Entries.Count == 0) return added;
        return own.With(added.Entries.Select(entry => entry.Url));
    }

    private static TargetProblem WithoutTracker(Target target, AnnounceTiers own, CampaignFile file)
    {
        var where = TargetSet.NoTracker(target).Where;
        if (target.IsPrivate && file.TrackersOnly) return new(where, null, "private, and asked about at its own trackers alone: left out by trackers-only");
        return own.Entries.Count < target.Trackers.Entries.Count
            ? new(where, null, "all of its trackers opted out")
            : new(where, null, $"{TargetSet.WhyNoTracker(target)}: add one under trackers");
    }

    private static ulong Rank(InfoHash infoHash, ulong seed)
    {
        Span<byte> bytes = stackalloc byte[InfoHash.Length];
        infoHash.CopyTo(bytes);
        // Murmur's finaliser: the orders of two seeds have nothing to do with each other.
        var mixed = BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ ulong.RotateLeft(BinaryPrimitives.ReadUInt64BigEndian(bytes[12..]), 29) ^ seed;
        mixed = (mixed ^ (mixed >> 33)) * 0xff51afd7ed558ccd;
        mixed = (mixed ^ (mixed >> 33)) * 0xc4ceb9fe1a85ec53;
        return mixed ^ (mixed >> 33);
    }
}
