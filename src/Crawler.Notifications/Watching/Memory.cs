namespace Crawler.Notifications.Watching;

/// <summary>What a watcher remembers from one reading to the next, over restarts too. Immutable.</summary>
public sealed record Memory
{
    /// <summary>Nothing was read yet.</summary>
    public static readonly Memory None = new();

    /// <summary>When the last reading was taken; null before the first.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether trackers had been judged by then: who is found doubtful afterwards is news.</summary>
    public bool IsHonestyJudged { get; init; }

    /// <summary>Whether campaigns had been read by then.</summary>
    public bool AreCampaignsKnown { get; init; }

    /// <summary>Trackers by number: whether they are down.</summary>
    public IReadOnlyDictionary<int, Alarm> Trackers { get; init; } = new Dictionary<int, Alarm>();

    /// <summary>Trackers by number: whether they are doubtful.</summary>
    public IReadOnlyDictionary<int, Alarm> Honesty { get; init; } = new Dictionary<int, Alarm>();

    /// <summary>Campaigns by number.</summary>
    public IReadOnlyDictionary<int, CampaignMemory> Campaigns { get; init; } = new Dictionary<int, CampaignMemory>();

    /// <summary>Whether the store is away.</summary>
    public Alarm StoreAway { get; init; } = Alarm.None;

    /// <summary>Whether the store is behind.</summary>
    public Alarm StoreLag { get; init; } = Alarm.None;

    /// <summary>The same with nothing seen lately: after a gap, what had to last begins anew.</summary>
    public Memory Unseen() => TrackersUnseen().CampaignsUnseen() with { StoreAway = StoreAway.Unseen(), StoreLag = StoreLag.Unseen() };

    /// <summary>The same with no tracker seen lately.</summary>
    public Memory TrackersUnseen() => this with
    {
        Trackers = Trackers.ToDictionary(pair => pair.Key, pair => pair.Value.Unseen()),
        Honesty = Honesty.ToDictionary(pair => pair.Key, pair => pair.Value.Unseen()),
    };

    /// <summary>The same with no campaign seen lately.</summary>
    public Memory CampaignsUnseen() => this with
    {
        Campaigns = Campaigns.ToDictionary(pair => pair.Key, pair => pair.Value with { Alarm = pair.Value.Alarm.Unseen(), Calls = null }),
    };
}

/// <summary>What is remembered of a campaign.</summary>
/// <param name="IsEnded">Whether it had ended.</param>
/// <param name="Calls">Calls that had come back; null if not known.</param>
/// <param name="Alarm">Whether it is stuck.</param>
public sealed record CampaignMemory(bool IsEnded, long? Calls, Alarm Alarm);
