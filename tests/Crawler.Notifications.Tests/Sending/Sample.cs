using Crawler.Notifications.Notices;
using Crawler.Notifications.Sending;

namespace Crawler.Notifications.Tests.Sending;

internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static Notice Notice(int id = 7, string subject = "udp://tracker.example:6969/announce") => new()
    {
        Kind = NoticeKind.TrackerDown,
        Subject = subject,
        SubjectId = id,
        At = Noon,
        Since = Noon.AddMinutes(-45),
        Text = $"{subject} has not answered for 45 minutes.",
    };

    public static Message Message(params Notice[] notices) => new(Noon, "lab", notices.Length > 0 ? notices : [Notice()]);
}
