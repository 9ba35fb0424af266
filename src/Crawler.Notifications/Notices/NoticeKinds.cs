using System.Text.Json;

namespace Crawler.Notifications.Notices;

/// <summary>Names of what can be told.</summary>
public static class NoticeKinds
{
    /// <summary>What an operator can ask for: each is one or more kinds of notice.</summary>
    public static IReadOnlyList<string> Topics { get; } = ["tracker", "honesty", "campaign", "store"];

    /// <summary>As JSON and metrics have it: <c>tracker_down</c>.</summary>
    public static string NameOf(NoticeKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    /// <summary>As people read it: <c>tracker down</c>.</summary>
    public static string WordsOf(NoticeKind kind) => NameOf(kind).Replace('_', ' ');

    /// <summary>Which of <see cref="Topics"/> it belongs to; null of a test, which is always wanted.</summary>
    public static string? TopicOf(NoticeKind kind) => kind switch
    {
        NoticeKind.TrackerDown or NoticeKind.TrackerUp => "tracker",
        NoticeKind.TrackerDoubtful or NoticeKind.TrackerBelieved => "honesty",
        NoticeKind.CampaignFinished or NoticeKind.CampaignStuck or NoticeKind.CampaignGoesOn => "campaign",
        NoticeKind.StoreAway or NoticeKind.StoreBack or NoticeKind.StoreLag or NoticeKind.StoreCaughtUp => "store",
        _ => null,
    };
}
