using System.Net;

namespace Crawler.Protocol.Announce;

/// <summary>What a tracker answered to an announce: peers, or a refusal in its own words.</summary>
public abstract record AnnounceAnswer
{
    /// <summary><c>interval</c> in seconds exactly as sent (0, negative and absurd values occur); null if absent.</summary>
    public long? Interval { get; init; }

    /// <summary><c>min interval</c> in seconds exactly as sent; null if absent.</summary>
    public long? MinInterval { get; init; }
}

/// <summary>A successful answer. Absent counts are null, never 0.</summary>
public sealed record AnnounceReply : AnnounceAnswer
{
    /// <summary>The peers, in the tracker's order.</summary>
    public PeerList Peers { get; init; } = PeerList.Empty;

    /// <summary>Those of the peers whose ids came with them, which happens in dictionary form alone (BEP 3); as a rule nobody.</summary>
    public IReadOnlyList<NamedPeer> Named { get; init; } = [];

    /// <summary>To be sent back on later announces.</summary>
    public TrackerId? TrackerId { get; init; }

    /// <summary>Seeders as claimed.</summary>
    public long? Complete { get; init; }

    /// <summary>Leechers as claimed.</summary>
    public long? Incomplete { get; init; }

    /// <summary>Completed downloads as claimed.</summary>
    public long? Downloaded { get; init; }

    /// <summary><c>warning message</c>, sanitised; comes beside peers, not instead.</summary>
    public string? Warning { get; init; }

    /// <summary>Our own address as the tracker sees it (BEP 24).</summary>
    public IPAddress? ExternalAddress { get; init; }

    /// <summary>Peer entries that could not be read (host names, missing ports, …) and were left out.</summary>
    public int SkippedPeers { get; init; }

    /// <summary>What was odd about the reply.</summary>
    public ReplyOddities Oddities { get; init; }
}

/// <summary>The tracker refused: <c>failure reason</c>, a UDP error packet, or a bare text.</summary>
/// <param name="Reason">The tracker's own words, sanitised and bounded.</param>
public sealed record TrackerRefusal(string Reason) : AnnounceAnswer
{
    /// <summary>When it wants to hear from us again (BEP 31), if it said so.</summary>
    public RetryAdvice? Retry { get; init; }

    /// <summary>Whether it was a bare text (a complaint, HTML, a parked page) and not the protocol's own way to refuse.</summary>
    public bool IsBareText { get; init; }
}

/// <summary>Deviations from the specifications that do not make a reply useless but belong into the record.</summary>
[Flags]
public enum ReplyOddities
{
    /// <summary>Nothing odd.</summary>
    None = 0,

    /// <summary>A compact peer string whose length is no multiple of 6 or 18; what stood before the ragged end was kept.</summary>
    RaggedPeers = 1,

    /// <summary>Entries of a peer list that could not be read.</summary>
    SkippedPeers = 2,

    /// <summary>A key stood twice; the first counts.</summary>
    DuplicateKey = 4,

    /// <summary>Bytes after the end of the bencoded value.</summary>
    TrailingBytes = 8,

    /// <summary>A count or interval that is negative, absurd or not a number.</summary>
    ImplausibleNumber = 16,

    /// <summary>Neither <c>peers</c> nor <c>peers6</c>: the tracker named nobody because it did not try.</summary>
    NoPeersKey = 32,
}
