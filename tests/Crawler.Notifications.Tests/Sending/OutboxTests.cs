using System.Text.Json;
using Crawler.Notifications.Sending;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Notifications.Tests.Sending;

public class OutboxTests
{
    private readonly FakeTimeProvider _time = new(Sample.Noon);

    [Fact]
    public void All_that_waits_goes_as_one_message()
    {
        var (_, message) = Outbox.Empty.Put([Sample.Notice(1), Sample.Notice(2)]).Put([Sample.Notice(3)]).Take(_time.GetUtcNow(), "lab", 12);
        Assert.Equal([1, 2, 3], message!.Notices.Select(notice => notice.SubjectId));
        Assert.Equal(0, message.HeldBack);
    }

    [Fact]
    public void What_comes_faster_than_the_limit_waits_and_is_told_together_and_told_to_have_waited()
    {
        var (outbox, sent) = (Outbox.Empty, new List<Message>());
        for (var minute = 0; minute < 60; minute++)
        {
            outbox = outbox.Put([Sample.Notice(minute)]);
            (outbox, var message) = outbox.Take(_time.GetUtcNow(), "lab", perHour: 4);
            if (message is not null)
            {
                sent.Add(message);
                outbox = outbox.Delivered();
            }

            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(4, sent.Count);
        Assert.Equal([0, 14, 14, 14], sent.Select(message => message.HeldBack));
        Assert.Equal(Enumerable.Range(0, 46), sent.SelectMany(message => message.Notices).Select(notice => notice.SubjectId!.Value));
    }

    [Fact]
    public void The_limit_lets_a_quarter_of_an_hours_messages_go_at_once()
    {
        var (bucket, taken) = (TokenBucket.Full, 0);
        for (; bucket.Take(_time.GetUtcNow(), 12) is { } left; taken++) bucket = left;
        Assert.Equal(3, taken);
    }

    [Fact]
    public void Of_a_flood_the_oldest_are_only_counted()
    {
        var (_, message) = Outbox.Empty.Put([.. Enumerable.Range(0, 300).Select(id => Sample.Notice(id))]).Take(_time.GetUtcNow(), "lab", 12);
        Assert.Equal(Outbox.Most, message!.Notices.Count);
        Assert.Equal(250, message.LeftOut);
        Assert.Equal(299, message.Notices[^1].SubjectId);
        Assert.Contains("250 more are not told", MessageText.Body(message));
    }

    [Fact]
    public void What_did_not_get_through_is_tried_again_after_pauses_that_double_up_to_an_hour()
    {
        var (outbox, tries) = (Outbox.Empty.Put([Sample.Notice()]), new List<double>());
        for (var minute = 0; minute < 300; minute++)
        {
            (outbox, var message) = outbox.Take(_time.GetUtcNow(), "lab", 12);
            if (message is not null)
            {
                tries.Add(minute);
                outbox = outbox.Failed(_time.GetUtcNow());
            }

            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 123, 183, 243], tries);
        Assert.Single(outbox.Waiting);
        Assert.Empty(outbox.Delivered().Waiting);
    }

    [Fact]
    public void It_outlives_a_restart()
    {
        var outbox = Outbox.Empty.Put([Sample.Notice()]).Failed(Sample.Noon);
        var read = JsonSerializer.Deserialize<Outbox>(JsonSerializer.Serialize(outbox))!;
        Assert.Equal(outbox.Waiting, read.Waiting);
        Assert.Equal(outbox.NotBefore, read.NotBefore);
    }

    [Fact]
    public void The_same_notices_have_the_same_id() => Assert.Equal(Sample.Message().Id, (Sample.Message() with { At = Sample.Noon.AddDays(1) }).Id);
}
