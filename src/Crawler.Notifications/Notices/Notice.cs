using Crawler.Protocol.Net;

namespace Crawler.Notifications.Notices;

/// <summary>
/// One thing to tell. Names and texts come from trackers and torrents, which are strangers: whatever is put in comes out as one
/// line without control characters, bounded, so that it can stand in the header of a mail.
/// </summary>
public sealed record Notice
{
    private const int LongestSubject = 200;
    private const int LongestText = 500;

    /// <summary>What.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>Of what: a tracker's URL, redacted; a campaign's name; <c>store</c>.</summary>
    public required string Subject
    {
        get;
        init => field = ErrorText.Sanitise(value, LongestSubject);
    }

    /// <summary>The number of the tracker or the campaign; null of the store.</summary>
    public int? SubjectId { get; init; }

    /// <summary>When it was noticed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Since when it is so, as far as is known; null where it is not.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>A sentence or two for people.</summary>
    public required string Text
    {
        get;
        init => field = ErrorText.Sanitise(value, LongestText);
    }

    /// <summary>Whether it turned so often that nothing more is told of it until it is steady.</summary>
    public bool IsFlapping { get; init; }
}
