using System.Text;
using Crawler.Notifications.Notices;
using Crawler.Protocol.Net;

namespace Crawler.Notifications.Sending;

/// <summary>A message for people, in plain text.</summary>
public static class MessageText
{
    private const int LongestSubject = 120;

    /// <summary>One line: the notice where there is one, else how many of what.</summary>
    public static string Subject(Message message)
    {
        var kinds = message.Notices.GroupBy(notice => notice.Kind).OrderBy(kind => kind.Key).Select(kind => (Kind: NoticeKinds.WordsOf(kind.Key), Count: kind.Count())).ToList();
        var text = message.Notices.Count == 1
            ? message.Notices[0].SubjectId is null ? kinds[0].Kind : $"{kinds[0].Kind}: {message.Notices[0].Subject}"
            : string.Join(", ", kinds.Select(kind => kind.Count == 1 ? kind.Kind : $"{kind.Count} × {kind.Kind}"));
        return ErrorText.Sanitise(text, LongestSubject);
    }

    /// <summary>A paragraph for each notice, and what was held back.</summary>
    public static string Body(Message message)
    {
        var text = new StringBuilder();
        foreach (var notice in message.Notices)
        {
            text.Append(notice.Text).Append('\n');
            text.Append($"  {NoticeKinds.WordsOf(notice.Kind)}, noticed {Time(notice.At)}{(notice.Since is { } since ? $", so since {Time(since)}" : "")}\n");
            if (notice.IsFlapping) text.Append($"  It turns again and again: nothing more is told of it until it has been the same for {Spans.Of(Watching.Alarm.FlapRest)}.\n");
            text.Append('\n');
        }

        if (message.HeldBack > 0) text.Append($"{message.HeldBack} of these waited, as no more messages were to be sent.\n");
        if (message.LeftOut > 0) text.Append($"{message.LeftOut} more are not told, as too many waited; crawler serve shows how everything stands.\n");
        return text.Append($"-- \nCrawler at {ErrorText.Sanitise(message.Source)}\n").ToString();
    }

    private static string Time(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}
