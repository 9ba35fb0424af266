using System.Net;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.EndToEnd.Face.Parts;

/// <summary>A tracker that was called for a month: how far away it is, when it was down, and what it then did.</summary>
/// <param name="Url">Where it was called.</param>
/// <param name="Milliseconds">Its round trip on an ordinary hour.</param>
/// <param name="Manner">How it fails.</param>
/// <param name="Down">Hours ago in which it was down, the earlier end first.</param>
/// <param name="Misses">Share of its calls that fail at any time.</param>
internal sealed record PastTracker(string Url, int Milliseconds, AttemptOutcome Manner = AttemptOutcome.Timeout, (int From, int To)[]? Down = null, double Misses = 0.002)
{
    /// <summary>Stands in the path of one of them, and must be nowhere else.</summary>
    public const string Passkey = "5ec7e75ec7e75ec7e75ec7e75ec7e75e";

    /// <summary>When we ourselves were cut off, hours ago.</summary>
    public static readonly (int From, int To) OwnOutage = (205, 199);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<PastTracker> All =
    [
        new("udp://open.aurora.example:6969/announce", 24),
        new("udp://tracker.birch.example:1337/announce", 41, Misses: 0.01),
        new("https://tracker.cedar.example/announce", 88, AttemptOutcome.HttpError, [(310, 296)]),
        new("http://announce.dune.example:8080/announce", 63, AttemptOutcome.Overloaded, [(420, 418), (52, 47), (26, 24)], 0.02),
        new("udp://explore.ember.example:2710/announce", 132, AttemptOutcome.Timeout, [(640, 560)]),
        new("udp://ipv6.fjord.example:6969/announce", 37, Misses: 0.004),
        new("http://glade.example/announce.php", 212, AttemptOutcome.Refused, Misses: 0.22),
        new("udp://harbor.example:80/announce", 155, AttemptOutcome.ConnectFailed, [(90, 0)]),
        new("https://island.example:443/announce", 71, AttemptOutcome.TlsFailed, [(500, 470), (8, 2)]),
        new($"https://private.jasper.example/{Passkey}/announce", 54),
    ];

    /// <summary>The same for reading.</summary>
    public TrackerUrl Parsed { get; } = TrackerUrl.Parse(Url);

    /// <summary>A public address that nobody is at (documentation would count as private).</summary>
    public IPAddress Address => Url.Contains("ipv6.", StringComparison.Ordinal) ? IPAddress.Parse("2a00::1") : new IPAddress([9, 9, 9, (byte)(1 + Milliseconds)]);

    /// <summary>What came of a call so many hours ago.</summary>
    public AttemptOutcome At(double hoursAgo, Random random) =>
        hoursAgo <= OwnOutage.From && hoursAgo > OwnOutage.To ? AttemptOutcome.Unknown
        : (Down ?? []).Any(time => hoursAgo <= time.From && hoursAgo > time.To) || random.NextDouble() < Misses ? Manner
        : AttemptOutcome.Ok;
}
