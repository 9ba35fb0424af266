using Crawler.Protocol;
using Crawler.Storage.Log;

namespace Crawler.Storage.Spool;

/// <summary>The schedule that follows from an attempt, as bytes.</summary>
internal static class ScheduleCodec
{
    /// <summary>All of it.</summary>
    public static void Write(ByteWriter to, TrackerSchedule schedule)
    {
        to.Byte((byte)schedule.Family.ToNumber());
        to.Byte((byte)schedule.State);
        to.Byte((byte)((schedule.StartedAcknowledged ? 1 : 0) | (schedule.TrackerId is null ? 0 : 2) | (schedule.Interval is null ? 0 : 4)));
        if (schedule.TrackerId is { } id) to.Bytes(id.Bytes);
        if (schedule.Interval is { } interval) to.Duration(interval);
        to.Time(schedule.NotBefore);
        to.Time(schedule.DueAt);
        to.Signed(schedule.Failures);
    }

    /// <summary>The inverse.</summary>
    public static TrackerSchedule Read(ref ByteReader from)
    {
        var family = FamilyNumber.ToFamily(from.Byte());
        var state = (ScheduleState)from.Byte();
        var parts = from.Byte();
        return new TrackerSchedule
        {
            Family = family,
            State = state,
            StartedAcknowledged = (parts & 1) != 0,
            TrackerId = (parts & 2) != 0 ? new TrackerId(from.Bytes()) : null,
            Interval = (parts & 4) != 0 ? from.Duration() : null,
            NotBefore = from.Time(),
            DueAt = from.Time(),
            Failures = from.Int(),
        };
    }
}
