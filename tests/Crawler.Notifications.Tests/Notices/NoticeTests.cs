using Crawler.Notifications.Notices;

namespace Crawler.Notifications.Tests.Notices;

public class NoticeTests
{
    [Fact]
    public void What_a_stranger_wrote_is_one_line_that_drives_nothing()
    {
        var notice = new Notice
        {
            Kind = NoticeKind.TrackerDown,
            At = DateTimeOffset.UnixEpoch,
            Subject = "udp://x\r\nBcc: victim@example.com\r\n\r\n",
            Text = "\e[2Jgone\u202e\u0000 <b>for</b> good" + new string('a', 10_000),
        };
        Assert.Equal("udp://x Bcc: victim@example.com", notice.Subject);
        Assert.StartsWith("[2Jgone for good", notice.Text);
        Assert.True(notice.Text.Length <= 500);
    }

    [Fact]
    public void Every_kind_but_a_test_belongs_to_a_topic() =>
        Assert.All(Enum.GetValues<NoticeKind>(), kind => Assert.Equal(kind == NoticeKind.Test, NoticeKinds.TopicOf(kind) is null));
}
