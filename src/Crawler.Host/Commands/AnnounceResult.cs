using Crawler.Host.Formatting;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Clients;

namespace Crawler.Host.Commands;

/// <summary>What <c>announce --json</c> prints (docs/json.md); the same names on success and failure.</summary>
public sealed record AnnounceResult
{
    /// <summary>The tracker, redacted.</summary>
    public required string Tracker { get; init; }

    /// <summary>40 hexadecimal digits.</summary>
    public required string InfoHash { get; init; }

    /// <summary>Who we said we are, with <c>%XX</c> escapes: give it back with <c>--peer-id</c> to go on as the same peer.</summary>
    public required string PeerId { get; init; }

    /// <summary>8 hexadecimal digits, for <c>--key</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The event announced.</summary>
    public required string Event { get; init; }

    /// <summary>The address spoken to.</summary>
    public string? Address { get; init; }

    /// <summary>The class of what came of it; <c>ok</c> on success.</summary>
    public required string Outcome { get; init; }

    /// <summary>How far it came; <c>done</c> on success.</summary>
    public required string Stage { get; init; }

    /// <summary>What went wrong: the tracker's own text where there is one.</summary>
    public string? Error { get; init; }

    /// <summary>HTTP status.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Milliseconds from request to answer, look-up not included.</summary>
    public double? RoundTripMs { get; init; }

    /// <summary>Seconds, as sent.</summary>
    public long? Interval { get; init; }

    /// <summary>Seconds, as sent.</summary>
    public long? MinInterval { get; init; }

    /// <summary>Seconds after which the tracker wants to hear from us again (BEP 31, Retry-After).</summary>
    public long? RetryIn { get; init; }

    /// <summary>Whether it never wants to hear from us again.</summary>
    public bool RetryNever { get; init; }

    /// <summary>With <c>%XX</c> escapes.</summary>
    public string? TrackerId { get; init; }

    /// <summary>Seeders, as claimed.</summary>
    public long? Complete { get; init; }

    /// <summary>Leechers, as claimed.</summary>
    public long? Incomplete { get; init; }

    /// <summary>Completed downloads, as claimed.</summary>
    public long? Downloaded { get; init; }

    /// <summary>The tracker's warning.</summary>
    public string? Warning { get; init; }

    /// <summary>Our address as the tracker sees it.</summary>
    public string? ExternalIp { get; init; }

    /// <summary>Peer entries that could not be read.</summary>
    public int? SkippedPeers { get; init; }

    /// <summary>The peers; null on failure.</summary>
    public IReadOnlyList<Peer>? Peers { get; init; }

    /// <summary>One peer.</summary>
    /// <param name="Ip">Address.</param>
    /// <param name="Port">TCP port; 0 occurs.</param>
    /// <param name="Client">The software it says it is; null where no id came with it, or one that tells nothing.</param>
    public sealed record Peer(string Ip, int Port, string? Client);

    /// <summary>What an attempt says.</summary>
    public static AnnounceResult Of(Attempt attempt, AnnounceRequest request)
    {
        var reply = attempt.Reply;
        return new AnnounceResult
        {
            Tracker = attempt.Tracker.ToString(),
            InfoHash = attempt.InfoHash.ToString(),
            PeerId = request.PeerId.ToString(),
            Key = request.Key.ToString("x8"),
            Event = JsonLine.NameOf(attempt.Event),
            Address = attempt.Address?.ToString(),
            Outcome = JsonLine.NameOf(attempt.Outcome),
            Stage = JsonLine.NameOf(attempt.Stage),
            Error = attempt.ErrorText,
            HttpStatus = attempt.HttpStatus,
            RoundTripMs = attempt.RoundTrip is { } time ? Math.Round(time.TotalMilliseconds, 3) : null,
            Interval = attempt.IntervalAsked,
            MinInterval = attempt.MinIntervalAsked,
            RetryIn = attempt.Retry?.After is { } after ? (long)after.TotalSeconds : null,
            RetryNever = attempt.Retry is { IsNever: true },
            TrackerId = reply?.TrackerId?.ToString(),
            Complete = reply?.Complete,
            Incomplete = reply?.Incomplete,
            Downloaded = reply?.Downloaded,
            Warning = reply?.Warning is { } warning ? attempt.Tracker.Redact(warning) : null,
            ExternalIp = reply?.ExternalAddress?.ToString(),
            SkippedPeers = reply?.SkippedPeers,
            Peers = reply is null ? null : [.. PeersOf(reply)],
        };
    }

    private static IEnumerable<Peer> PeersOf(AnnounceReply reply)
    {
        var clients = new Dictionary<PeerEndpoint, string?>();
        foreach (var (peer, id) in reply.Named) clients.TryAdd(peer, ClientName.Of(id)?.ToString());
        return reply.Peers.ToArray().Select(peer => new Peer(peer.Address.ToString(), peer.Port, clients.GetValueOrDefault(peer)));
    }
}
