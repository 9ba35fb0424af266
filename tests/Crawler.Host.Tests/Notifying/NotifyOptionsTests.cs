using Crawler.Host.Notifying;
using Crawler.Notifications.Notices;
using Crawler.Notifications.Sending;

namespace Crawler.Host.Tests.Notifying;

public class NotifyOptionsTests
{
    private static readonly NotifyOptions Mail = new() { MailServer = ("mail.example", 587), MailFrom = "a@b.example", MailTo = ["c@d.example"] };

    [Fact]
    public void Nothing_said_tells_nobody_and_is_no_mistake()
    {
        Assert.False(new NotifyOptions().IsAny);
        Assert.Empty(new NotifyOptions().Problems());
        Assert.Empty(Mail.Problems());
    }

    [Fact]
    public void What_does_not_go_together_is_told_by_key()
    {
        Assert.Contains("Notify:WebhookSecret", Assert.Single(new NotifyOptions { WebhookUrl = new Uri("https://x.example/") }.Problems()));
        Assert.Contains("Notify:MailServer", Assert.Single(new NotifyOptions { MailFrom = "a@b.example" }.Problems()));
        Assert.Equal(2, (Mail with { MailFrom = null, MailTo = [] }).Problems().Count());
        Assert.Contains("go together", Assert.Single((Mail with { MailUser = "me" }).Problems()));
        Assert.Contains("not sent in clear", Assert.Single((Mail with { MailUser = "me", MailPassword = "p", MailSecurity = MailSecurity.None }).Problems()));
    }

    [Fact]
    public void Only_topics_that_were_asked_for_are_told_and_tests()
    {
        var options = new NotifyOptions { Topics = ["campaign"] };
        Assert.True(options.Wants(NoticeKind.CampaignStuck));
        Assert.True(options.Wants(NoticeKind.Test));
        Assert.False(options.Wants(NoticeKind.TrackerDown));
    }
}
