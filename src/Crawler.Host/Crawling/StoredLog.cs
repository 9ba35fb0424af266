using Crawler.Actors.Observations;
using Crawler.Actors.Trackers;
using Crawler.Storage;
using Crawler.Storage.Log;

namespace Crawler.Host.Crawling;

/// <summary>Lets a crawl write its observations into the store, as one writer of one campaign.</summary>
internal sealed class StoredLog(ICrawlStore store, string writer, int campaignId) : IObservationLog
{
    public Task AppendAsync(long sequence, IReadOnlyList<Observation> batch, CancellationToken cancellation) => store.AppendAsync(
        new LogBatch
        {
            Writer = writer,
            Sequence = sequence,
            CampaignId = campaignId,
            Entries = [.. batch.Select(observation => new LogEntry(observation.Attempt, ScheduleOf(observation.Session)))],
        },
        cancellation);

    private static TrackerSchedule ScheduleOf(TrackerSession session) => new()
    {
        Family = session.Family,
        TrackerId = session.TrackerId,
        Interval = session.Interval,
        NotBefore = session.NotBefore,
        DueAt = session.DueAt,
        StartedAcknowledged = session.StartedAcknowledged,
        Failures = session.ConsecutiveFailures,
        State = session.State == SessionState.Gone ? ScheduleState.Gone : ScheduleState.Active,
    };
}
