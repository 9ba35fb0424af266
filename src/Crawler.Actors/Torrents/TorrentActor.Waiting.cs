using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Crawler.Actors.Trackers;

namespace Crawler.Actors.Torrents;

/// <content>What a torrent waits for: its earlier sessions, and the time to go on.</content>
public sealed partial class TorrentActor
{
    /// <summary>Without its earlier sessions a torrent might call a tracker early, so it waits for the store.</summary>
    private static readonly TimeSpan LoadRetry = TimeSpan.FromSeconds(5);

    private void Load()
    {
        _loading = new CancellationTokenSource();
        _environment.Sessions.LoadAsync(_target.InfoHash, _loading.Token).PipeTo(
            Self,
            success: sessions => new SessionsLoaded(sessions),
            failure: _ => LoadFailed.Instance);
    }

    [SuppressMessage("Akka", "AK1004", Justification = "once, and soon: whoever has stopped by then does not hear it")]
    private void LoadLater() => Context.System.Scheduler.ScheduleTellOnce(LoadRetry, Self, LoadAgain.Instance, Self);

    /// <summary>Sets the timer, unless it rings before that anyway.</summary>
    [SuppressMessage("Akka", "AK1004", Justification = "a handle to cancel it would cost every torrent 93 bytes; one that was overtaken rings for nothing")]
    private void WakeAt(DateTimeOffset at, DateTimeOffset now)
    {
        if (_wakesAt <= at) return;
        _wakesAt = at;
        Context.System.Scheduler.ScheduleTellOnce(at > now ? at - now : TimeSpan.Zero, Self, new Due(at), Self);
    }

    private void OnDue(DateTimeOffset at)
    {
        if (at != _wakesAt) return;
        _wakesAt = DateTimeOffset.MaxValue;
        if (MayCall && !_isLeaving) BeginRoundIfDue();
        Go(); // a timer may ring early by a tick: then it is set again
    }

    /// <summary>Timer: look who is due.</summary>
    private sealed record Due(DateTimeOffset At) : INoSerializationVerificationNeeded;

    private sealed record SessionsLoaded(IReadOnlyList<TrackerSession> Sessions) : INoSerializationVerificationNeeded;

    private sealed record LoadFailed : INoSerializationVerificationNeeded
    {
        public static readonly LoadFailed Instance = new();
    }

    private sealed record LoadAgain : INoSerializationVerificationNeeded
    {
        public static readonly LoadAgain Instance = new();
    }
}
