using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Campaigns;

namespace Crawler.Web.Formatting;

/// <summary>What is a word in code, as pages say it.</summary>
public static class Phrases
{
    private static readonly IReadOnlyDictionary<SizeFlags, string> Remarks = new Dictionary<SizeFlags, string>
    {
        [SizeFlags.FewOccasions] = "few occasions",
        [SizeFlags.FewRecaptures] = "few seen again",
        [SizeFlags.Overdispersed] = "uneven overlap",
        [SizeFlags.ClaimMismatch] = "far from the claim",
        [SizeFlags.SeedsFirst] = "seeders only",
        [SizeFlags.FixedSubset] = "always the same peers",
        [SizeFlags.Fabricated] = "peers made up",
        [SizeFlags.Open] = "swarm changed meanwhile",
        [SizeFlags.Sampled] = "from a sample",
        [SizeFlags.BogonCorrected] = "impossible addresses left out",
        [SizeFlags.Partial] = "a tracker left out",
        [SizeFlags.Unbounded] = "no upper bound",
    };

    /// <summary>What speaks against an estimate, a few words each.</summary>
    public static IEnumerable<string> Of(SizeFlags flags) => Remarks.Where(remark => flags.HasFlag(remark.Key)).Select(remark => remark.Value);

    /// <summary>What came of a call.</summary>
    public static string Of(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Ok => "answered",
        AttemptOutcome.Refused => "refused",
        AttemptOutcome.Gone => "gone",
        AttemptOutcome.Malformed => "unreadable answer",
        AttemptOutcome.Overloaded => "overloaded",
        AttemptOutcome.HttpError => "HTTP error",
        AttemptOutcome.Timeout => "no answer",
        AttemptOutcome.DnsFailed => "name not found",
        AttemptOutcome.ConnectFailed => "no connection",
        AttemptOutcome.TlsFailed => "TLS failed",
        AttemptOutcome.Blocked => "not called (blocked)",
        AttemptOutcome.Unsupported => "not spoken",
        AttemptOutcome.Unknown => "our own outage",
        AttemptOutcome.NoAddress => "no such address family",
        _ => "unknown",
    };

    /// <summary>Why somebody is left alone.</summary>
    public static string Of(LeftAloneReason reason) => reason switch
    {
        LeftAloneReason.NoTrackerOnHost => "its DNS says: no tracker here (BEP 34)",
        LeftAloneReason.PortNotListed => "its DNS does not list this port (BEP 34)",
        LeftAloneReason.HttpGone => "HTTP 410, for these swarms",
        LeftAloneReason.RetryNever => "“retry in never”, for these swarms",
        LeftAloneReason.SwarmOptedOut or LeftAloneReason.HostOptedOut or LeftAloneReason.NetworkOptedOut => "opted out",
        _ => "gone for good; why is no longer kept",
    };

    /// <summary>What a campaign's file leaves alone.</summary>
    public static string Of(OptOutKind kind) => kind switch
    {
        OptOutKind.Swarm => "swarm",
        OptOutKind.Host => "host and all below it",
        OptOutKind.RefusedNetwork => "network we refuse",
        _ => "network",
    };

    /// <summary>The address family.</summary>
    public static string Of(AddressFamily? family) => family switch
    {
        AddressFamily.InterNetwork => "IPv4",
        AddressFamily.InterNetworkV6 => "IPv6",
        _ => Figures.None,
    };

    /// <summary>One of several things, or several of them: <c>1 tracker</c>, <c>12 trackers</c>.</summary>
    public static string Counted(long count, string one, string? several = null) => $"{Figures.Count(count)} {(count == 1 ? one : several ?? one + "s")}";

    /// <summary>A word of our JSON, as pages say it: <c>not_running</c> is <c>not running</c>.</summary>
    public static string Plain(string word) => word.Replace('_', ' ');
}
