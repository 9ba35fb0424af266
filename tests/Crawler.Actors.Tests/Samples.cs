using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Actors.Tests;

/// <summary>Small true-to-life values the tests are written in.</summary>
internal static class Samples
{
    public static readonly InfoHash Hash = InfoHash.Parse("0123456789abcdef0123456789abcdef01234567");

    public static TierEntry Entry(string url) => new(0, 0, TrackerUrl.Parse(url));

    public static Target Target(params string[] trackers) => new()
    {
        InfoHash = Hash,
        Name = "sample",
        Trackers = AnnounceTiers.Of(trackers.Select(url => new[] { url })),
    };

    public static Attempt Ok(long? interval, long? minimum = null, string? trackerId = null, params string[] peers) => Blank with
    {
        Stage = AttemptStage.Done,
        Outcome = AttemptOutcome.Ok,
        IntervalAsked = interval,
        MinIntervalAsked = minimum,
        Reply = new AnnounceReply
        {
            Interval = interval,
            MinInterval = minimum,
            TrackerId = trackerId is null ? null : new TrackerId(System.Text.Encoding.ASCII.GetBytes(trackerId)),
            Peers = Peers(peers),
            Complete = 1,
            Incomplete = 2,
        },
    };

    public static Attempt Failed(AttemptOutcome outcome, string text = "it failed") =>
        Blank.Failed(AttemptStage.Request, outcome, text);

    /// <summary>The attempt as a client would return it for a request.</summary>
    public static Attempt For(this Attempt attempt, TrackerUrl tracker, AnnounceRequest request, DateTimeOffset at) =>
        attempt with { Tracker = tracker, InfoHash = request.InfoHash, Event = request.Event, NumWant = request.NumWant, At = at };

    /// <summary>The attempt as made over an address.</summary>
    public static Attempt Over(this Attempt attempt, IPAddress address) => attempt with { Address = address, Family = address.AddressFamily };

    private static Attempt Blank => new()
    {
        Kind = AttemptKind.Announce,
        InfoHash = Hash,
        Tracker = TrackerUrl.Parse("http://a.example/announce"),
        At = DateTimeOffset.UnixEpoch,
        Stage = AttemptStage.Prepare,
        Outcome = AttemptOutcome.Ok,
    };

    private static PeerList Peers(string[] peers)
    {
        var compact = new byte[peers.Length * PeerEndpoint.CompactLengthV4];
        for (var i = 0; i < peers.Length; i++)
        {
            var endpoint = IPEndPoint.Parse(peers[i]);
            PeerEndpoint.From(endpoint.Address, endpoint.Port).WriteCompact(compact.AsSpan(i * PeerEndpoint.CompactLengthV4));
        }

        return new PeerList(compact, []);
    }
}
