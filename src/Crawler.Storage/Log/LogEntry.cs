using Crawler.Protocol.Attempts;

namespace Crawler.Storage.Log;

/// <summary>One attempt for the log, with the schedule that follows from it where a session made one.</summary>
/// <param name="Attempt">The attempt, whatever came of it.</param>
/// <param name="Schedule">When to announce next; null leaves the persisted schedule as it is.</param>
public sealed record LogEntry(Attempt Attempt, TrackerSchedule? Schedule = null);
