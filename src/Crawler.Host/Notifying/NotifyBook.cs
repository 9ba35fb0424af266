using Crawler.Notifications.Sending;
using Crawler.Notifications.Watching;

namespace Crawler.Host.Notifying;

/// <summary>What was told and what waits to be, kept over restarts.</summary>
internal sealed record NotifyBook
{
    /// <summary>Raised when it is written in another way; an older or newer one is begun anew.</summary>
    public const int CurrentVersion = 1;

    /// <summary>How it is written.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>How everything stood.</summary>
    public Memory Memory { get; init; } = Memory.None;

    /// <summary>What waits, by destination.</summary>
    public IReadOnlyDictionary<string, Outbox> Outboxes { get; init; } = new Dictionary<string, Outbox>();
}
