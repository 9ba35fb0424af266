using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Rollups;

namespace Crawler.Storage.Model;

/// <summary>
/// What one tracker did over one family in a stretch of time: the columns that <c>tracker_hour</c> and <c>tracker_day</c>
/// have in common. All but the latest interval are sums, so that stretches can be added up.
/// </summary>
public abstract class TrackerTally
{
    /// <summary>
    /// Stands for all trackers over all families together, so that their sum need not be made again of thousands of rows for
    /// everybody who looks. Ids begin at 1. Its quarters are those in which any answered.
    /// </summary>
    public const int AllTrackers = 0;

    /// <summary>The tracker; <see cref="AllTrackers"/> for their sum.</summary>
    public int TrackerId { get; set; }

    /// <summary>The address family asked over: 4, 6, or 0 if unknown.</summary>
    public AddressFamily Family { get; set; }

    /// <summary>Calls answered usefully.</summary>
    public int Ok { get; set; }

    /// <summary>Calls refused in words.</summary>
    public int Refused { get; set; }

    /// <summary>Calls it wants no more of.</summary>
    public int Gone { get; set; }

    /// <summary>Calls whose answer could not be read.</summary>
    public int Malformed { get; set; }

    /// <summary>Calls it was too busy for.</summary>
    public int Overloaded { get; set; }

    /// <summary>Calls answered with an HTTP error.</summary>
    public int HttpError { get; set; }

    /// <summary>Calls not answered in time.</summary>
    public int Timeout { get; set; }

    /// <summary>Calls whose host name was not found.</summary>
    public int DnsFailed { get; set; }

    /// <summary>Calls that found no connection.</summary>
    public int ConnectFailed { get; set; }

    /// <summary>Calls that found no secure connection.</summary>
    public int TlsFailed { get; set; }

    /// <summary>Calls that failed while our own network was down: they say nothing of the tracker.</summary>
    public int OurOutage { get; set; }

    /// <summary>Calls that were never made: no address of the family, a blocked one, a scheme not spoken.</summary>
    public int NotCalled { get; set; }

    /// <summary>Peers named, each as often as it was.</summary>
    public long PeersNamed { get; set; }

    /// <summary>Round trips of all answers as a histogram (<see cref="LatencyBuckets"/>); null without any.</summary>
    public byte[]? Latency { get; set; }

    /// <summary>The <c>interval</c> it asked for last, seconds as sent; null if it asked for none.</summary>
    public long? IntervalAsked { get; set; }

    /// <summary>The <c>min interval</c> it asked for last, seconds as sent; null if it asked for none.</summary>
    public long? MinIntervalAsked { get; set; }

    /// <summary>When the last of these calls began.</summary>
    public DateTimeOffset LastAt { get; set; }

    /// <summary>Calls that say something of the tracker.</summary>
    internal long Calls => (long)Ok + Refused + Gone + Malformed + Overloaded + HttpError + Timeout + DnsFailed + ConnectFailed + TlsFailed;

    /// <summary>How many calls came to each; those that did not occur left out. What was never called is <see cref="AttemptOutcome.Blocked"/>.</summary>
    internal IEnumerable<(AttemptOutcome Outcome, long Count)> Outcomes() => new (AttemptOutcome, long)[]
    {
        (AttemptOutcome.Ok, Ok), (AttemptOutcome.Refused, Refused), (AttemptOutcome.Gone, Gone), (AttemptOutcome.Malformed, Malformed),
        (AttemptOutcome.Overloaded, Overloaded), (AttemptOutcome.HttpError, HttpError), (AttemptOutcome.Timeout, Timeout),
        (AttemptOutcome.DnsFailed, DnsFailed), (AttemptOutcome.ConnectFailed, ConnectFailed), (AttemptOutcome.TlsFailed, TlsFailed),
        (AttemptOutcome.Unknown, OurOutage), (AttemptOutcome.Blocked, NotCalled),
    }.Where(pair => pair.Item2 > 0);

    /// <summary>Counts a call.</summary>
    public void Count(AttemptOutcome outcome)
    {
        switch (outcome)
        {
            case AttemptOutcome.Ok: Ok++; break;
            case AttemptOutcome.Refused: Refused++; break;
            case AttemptOutcome.Gone: Gone++; break;
            case AttemptOutcome.Malformed: Malformed++; break;
            case AttemptOutcome.Overloaded: Overloaded++; break;
            case AttemptOutcome.HttpError: HttpError++; break;
            case AttemptOutcome.Timeout: Timeout++; break;
            case AttemptOutcome.DnsFailed: DnsFailed++; break;
            case AttemptOutcome.ConnectFailed: ConnectFailed++; break;
            case AttemptOutcome.TlsFailed: TlsFailed++; break;
            case AttemptOutcome.Unknown: OurOutage++; break;
            default: NotCalled++; break;
        }
    }

    /// <summary>Adds the sums of another stretch of the same tracker and family; what it asked for last is the later one's.</summary>
    public void Add(TrackerTally other)
    {
        Ok += other.Ok;
        Refused += other.Refused;
        Gone += other.Gone;
        Malformed += other.Malformed;
        Overloaded += other.Overloaded;
        HttpError += other.HttpError;
        Timeout += other.Timeout;
        DnsFailed += other.DnsFailed;
        ConnectFailed += other.ConnectFailed;
        TlsFailed += other.TlsFailed;
        OurOutage += other.OurOutage;
        NotCalled += other.NotCalled;
        PeersNamed += other.PeersNamed;
        Latency = Sum(Latency, other.Latency);
        var isLater = other.LastAt >= LastAt;
        IntervalAsked = isLater ? other.IntervalAsked ?? IntervalAsked : IntervalAsked ?? other.IntervalAsked;
        MinIntervalAsked = isLater ? other.MinIntervalAsked ?? MinIntervalAsked : MinIntervalAsked ?? other.MinIntervalAsked;
        if (isLater) LastAt = other.LastAt;
    }

    private static byte[]? Sum(byte[]? one, byte[]? other)
    {
        if (one is null || other is null) return one ?? other;
        var sum = LatencyBuckets.From(one);
        sum.Add(other);
        return sum.ToBytes();
    }
}
