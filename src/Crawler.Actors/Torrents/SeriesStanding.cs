using System.Net.Sockets;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Statistics.Sizes;

namespace Crawler.Actors.Torrents;

/// <summary>
/// What is known of one series of occasions beside its peers: whose it is, and what the tracker said in this window. A value,
/// with times as ticks and counts in whole, because a crawl holds half a million of them.
/// </summary>
internal readonly record struct SeriesStanding
{
    private const long Unclaimed = long.MinValue;

    private readonly long _from;
    private readonly long _to;
    private readonly long _since;
    private readonly long _lastTo;
    private readonly long _complete;
    private readonly long _incomplete;
    private readonly byte _family;

    /// <summary>A series without an announce.</summary>
    /// <param name="tracker">The tracker.</param>
    /// <param name="family">Family of the peers.</param>
    public SeriesStanding(TrackerUrl tracker, AddressFamily family)
    {
        (Tracker, _family, OneFamily) = (tracker, checked((byte)family), true);
        (_complete, _incomplete, NumWant) = (Unclaimed, Unclaimed, AnnounceRequest.DefaultNumWant);
    }

    /// <summary>The tracker.</summary>
    public TrackerUrl Tracker { get; }

    /// <summary>Family of the peers.</summary>
    public AddressFamily Family => (AddressFamily)_family;

    /// <summary>Announces answered in this window.</summary>
    public int Looks { get; private init; }

    /// <summary>When the first of them began.</summary>
    public DateTimeOffset From
    {
        get => new(_from, TimeSpan.Zero);
        private init => _from = value.UtcTicks;
    }

    /// <summary>When the last of them began.</summary>
    public DateTimeOffset To
    {
        get => new(_to, TimeSpan.Zero);
        private init => _to = value.UtcTicks;
    }

    /// <summary>When the very first announce began.</summary>
    public DateTimeOffset Since
    {
        get => new(_since, TimeSpan.Zero);
        private init => _since = value.UtcTicks;
    }

    /// <summary>Seeders as claimed last.</summary>
    public long? Complete
    {
        get => _complete == Unclaimed ? null : _complete;
        private init => _complete = value ?? Unclaimed;
    }

    /// <summary>Leechers as claimed last.</summary>
    public long? Incomplete
    {
        get => _incomplete == Unclaimed ? null : _incomplete;
        private init => _incomplete = value ?? Unclaimed;
    }

    /// <summary>Whether the last reply listed the whole swarm.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>What the tracker was caught at in any window: it goes for all that is said of them together.</summary>
    public SizeFlags Caught { get; private init; }

    /// <summary>When the last announce of any window began.</summary>
    public DateTimeOffset Until => Looks > 0 ? To : LastTo;

    /// <summary>Whether the last window that held an announce ended with the whole swarm listed.</summary>
    public bool WasWhole => Looks > 0 ? IsWhole : LastWhole;

    /// <summary>Whether claims are of this family alone: a tracker that names both counts them together.</summary>
    private bool OneFamily { get; init; }

    /// <summary>Whether the tracker was known to make peers up when it last answered.</summary>
    private bool Fabricates { get; init; }

    private int NumWant { get; init; }

    private long Listed { get; init; }

    private long Bogons { get; init; }

    private bool LastWhole { get; init; }

    private DateTimeOffset LastTo
    {
        get => new(_lastTo, TimeSpan.Zero);
        init => _lastTo = value.UtcTicks;
    }

    /// <summary>One more announce was answered.</summary>
    /// <param name="attempt">The announce.</param>
    /// <param name="reply">Its answer.</param>
    /// <param name="listed">Peers of this family it named, bogons too, ourselves not.</param>
    /// <param name="bogons">How many of them nobody can be behind.</param>
    /// <param name="known">What was known of the tracker.</param>
    public SeriesStanding Looked(Attempt attempt, AnnounceReply reply, int listed, int bogons, TrackerReading known) => this with
    {
        Looks = Looks + 1,
        From = Looks == 0 ? attempt.At : From,
        To = attempt.At,
        Since = Since == default ? attempt.At : Since,
        Complete = reply.Complete ?? Complete,
        Incomplete = reply.Incomplete ?? Incomplete,
        OneFamily = OneFamily && (reply.Peers.CountV4 == 0 || reply.Peers.CountV6 == 0),
        NumWant = attempt.NumWant,
        Listed = Listed + listed,
        Bogons = Bogons + bogons,
        Fabricates = known.Fabricates,
        IsWhole = EnumerationRule.IsWhole(reply.Peers.Count, attempt.NumWant, known.LargestReply, reply.Complete + reply.Incomplete),
    };

    /// <summary>The window is closed; the next announce opens another.</summary>
    /// <param name="size">What was made of it; null if there was no announce.</param>
    public SeriesStanding Closed(SizeEstimate? size) => new(Tracker, Family)
    {
        Since = Since,
        LastTo = Until,
        LastWhole = WasWhole,
        Fabricates = Fabricates,
        Caught = Caught | ((size?.Flags ?? 0) & SizeEstimate.Suspicions),
    };

    /// <summary>What an estimate of this window must know.</summary>
    public SampleContext Context(TimeSpan session) => new()
    {
        Complete = OneFamily ? Complete : null,
        Incomplete = OneFamily ? Incomplete : null,
        NumWant = NumWant >= 0 ? NumWant : null,
        Listed = Listed,
        Bogons = Bogons,
        // Of a tracker that makes peers up none are taken in, so that there is no list to count.
        Enumerated = IsWhole && !Fabricates,
        Fabricates = Fabricates,
        WindowOverSession = (To - From) / session,
    };
}
