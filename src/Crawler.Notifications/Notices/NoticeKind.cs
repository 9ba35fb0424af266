namespace Crawler.Notifications.Notices;

/// <summary>What can be told.</summary>
public enum NoticeKind
{
    /// <summary>A tracker that answered does not any more.</summary>
    TrackerDown,

    /// <summary>A tracker that did not answer does again.</summary>
    TrackerUp,

    /// <summary>More speaks against a tracker's numbers than for them.</summary>
    TrackerDoubtful,

    /// <summary>A tracker that was doubtful is so no longer.</summary>
    TrackerBelieved,

    /// <summary>A campaign ended, by itself or because somebody ended it.</summary>
    CampaignFinished,

    /// <summary>A campaign gives no sign of life, makes no call though some are due, or says that something is wrong.</summary>
    CampaignStuck,

    /// <summary>A campaign that was stuck is so no longer.</summary>
    CampaignGoesOn,

    /// <summary>The store does not answer.</summary>
    StoreAway,

    /// <summary>The store answers again.</summary>
    StoreBack,

    /// <summary>What is read from the store is far behind the log.</summary>
    StoreLag,

    /// <summary>What is read from the store has caught up.</summary>
    StoreCaughtUp,

    /// <summary>Somebody tries whether notices arrive.</summary>
    Test,
}
