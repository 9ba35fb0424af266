using System.Net;
using Crawler.Protocol.Preferences;

namespace Crawler.Protocol.Attempts;

/// <summary>
/// What an attempt says where somebody asked to be left alone: written where a call is refused, read where the record is
/// listed, so that the two cannot drift apart. How far an attempt came and what came of it are ours to say and decide; words
/// are read only of attempts that ended before anybody was called, since a tracker chooses its own.
/// </summary>
public static class LeftAloneWords
{
    /// <summary>Of a swarm that opted out.</summary>
    public const string Swarm = "this infohash opted out: nobody is asked about it";

    private const string OptedOut = " opted out: it is not called";

    /// <summary>Of a host or an address that opted out.</summary>
    /// <param name="subject">The host as it may be shown, or the address.</param>
    public static string Of(string subject) => subject + OptedOut;

    /// <summary>Of a host that says in DNS where its trackers are (BEP 34).</summary>
    /// <param name="host">The host as it may be shown.</param>
    /// <param name="preference">What it says.</param>
    public static string Of(string host, TrackerPreference preference) => $"{host} says: {preference}";

    /// <summary>The host or address that opted out; null where it is something else that an attempt failed by.</summary>
    public static string? SubjectOf(string? error) => error?.EndsWith(OptedOut, StringComparison.Ordinal) == true ? error[..^OptedOut.Length] : null;

    /// <summary>Why the tracker of an attempt, or its swarm, is left alone; null if nobody asked for it.</summary>
    /// <param name="stage">How far it came.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="httpStatus">The HTTP status.</param>
    /// <param name="retryNever">Whether the tracker said never to retry.</param>
    /// <param name="error">What the attempt says.</param>
    public static LeftAloneReason? ReasonOf(AttemptStage stage, AttemptOutcome outcome, int? httpStatus, bool? retryNever, string? error) => (outcome, stage) switch
    {
        // Nobody but the host's own record ends an attempt for good before a connection.
        (AttemptOutcome.Gone, <= AttemptStage.Dns) => error?.EndsWith(TrackerPreference.NoTrackers, StringComparison.Ordinal) == true
            ? LeftAloneReason.NoTrackerOnHost : LeftAloneReason.PortNotListed,
        (AttemptOutcome.Gone, _) => retryNever == true ? LeftAloneReason.RetryNever : httpStatus == (int)HttpStatusCode.Gone ? LeftAloneReason.HttpGone : LeftAloneReason.Unknown,
        (AttemptOutcome.Unsupported, AttemptStage.Prepare) when error == Swarm => LeftAloneReason.SwarmOptedOut,
        (AttemptOutcome.Unsupported, AttemptStage.Prepare) or (AttemptOutcome.Blocked, _) when SubjectOf(error) is { } subject =>
            IPAddress.TryParse(subject, out _) ? LeftAloneReason.NetworkOptedOut : LeftAloneReason.HostOptedOut,
        _ => null,
    };
}
