using Crawler.Actors.Measuring;
using Crawler.Actors.Observations;
using Crawler.Actors.Trackers;
using Crawler.Host.Addresses;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;
using Crawler.Storage.Spool;

namespace Crawler.Host.Crawling;

/// <summary>
/// Lets a crawl write its observations into the store, or to disk while that is away, as one writer of one campaign. Peers'
/// addresses end here: neither the store nor the disk sees more of them than the policy allows.
/// </summary>
internal sealed class StoredLog(SpooledLog log, string writer, int campaignId, AddressProtection addresses) : IObservationLog
{
    public LogWait Wait
    {
        get
        {
            var backlog = log.Backlog;
            return new LogWait(backlog.Entries, backlog.Batches, backlog.Bytes, backlog.Oldest, backlog.Refused, backlog.Trouble);
        }
    }

    public async Task AppendAsync(long sequence, IReadOnlyList<Recorded> batch, CancellationToken cancellation)
    {
        var observations = batch.OfType<Observation>().ToList();
        var entries = observations.ConvertAll(EntryOf);
        var origins = addresses.Origins?.Of(observations.Zip(entries, (observation, entry) => (AsSent: observation.Attempt.Reply?.Peers, Written: entry.Attempt.Reply?.Peers))
            .Where(reply => reply.AsSent is not null).Select(reply => (reply.AsSent!, reply.Written!))) ?? [];
        var clients = addresses.Clients.Of(observations.Select(observation => observation.Attempt));
        await log.AppendAsync(
            new LogBatch
            {
                Writer = writer,
                Sequence = sequence,
                CampaignId = campaignId,
                Entries = entries,
                Estimates = [.. batch.OfType<SwarmEstimate>().Select(EntryOf)],
                Origins = origins,
                Clients = clients,
            },
            cancellation);
        addresses.Origins?.Kept(origins);
        addresses.Clients.Kept(clients);
    }

    /// <summary>
    /// Where nothing was called, as with a swarm that opted out, nothing follows for the schedule: should it opt in again, the
    /// next run finds its session as it was.
    /// </summary>
    private LogEntry EntryOf(Observation observation) =>
        addresses.EntryOf(observation.Attempt, observation.Attempt.Stage == AttemptStage.Prepare ? null : ScheduleOf(observation.Session), observation.Session.IsOfCanary) with { Look = observation.Look };

    private static EstimateEntry EntryOf(SwarmEstimate estimate) => new()
    {
        InfoHash = estimate.InfoHash,
        Tracker = estimate.Tracker,
        Family = estimate.Family,
        Kind = estimate.Kind,
        From = estimate.From,
        To = estimate.To,
        Complete = estimate.Complete,
        Incomplete = estimate.Incomplete,
        Size = estimate.Size,
    };

    private static TrackerSchedule ScheduleOf(TrackerSession session) => new()
    {
        Family = session.Family,
        TrackerId = session.TrackerId,
        Interval = Longest(session.Interval, session.MinInterval),
        NotBefore = session.NotBefore,
        DueAt = session.DueAt,
        StartedAcknowledged = session.StartedAcknowledged,
        Failures = session.ConsecutiveFailures,
        State = session.State == SessionState.Gone ? ScheduleState.Gone : ScheduleState.Active,
    };

    /// <summary>
    /// The store has room for one: the interval, no shorter than the minimum, so that a tracker that names its minimum but
    /// once is not called sooner after a restart.
    /// </summary>
    private static TimeSpan? Longest(TimeSpan? interval, TimeSpan? minimum) =>
        minimum > (interval ?? IntervalPolicy.Standard.Default) ? minimum : interval;
}
