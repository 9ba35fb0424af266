using Crawler.Host.Crawling;
using Crawler.Host.Formatting;
using Crawler.Host.Notifying;
using Crawler.Host.Options;
using Crawler.Host.Terminal;
using Crawler.Notifications.Notices;
using Crawler.Notifications.Sending;

namespace Crawler.Host.Commands.Notify;

/// <summary><c>crawler notify test</c>: sends a test to every destination.</summary>
internal static class TestVerb
{
    public static Verb Create()
    {
        var json = JsonOption.Create();
        var verb = new Verb(
            "test",
            "Sends a test to every destination that is configured and tells what came of it.",
            "The limit on messages does not hold for it. Exit code 1 if one did not arrive.",
            new Example("crawler notify test --config lab.json", "To the destinations that file names."))
        {
            json,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            var options = NotifyDestinations.Configured();
            var time = TimeProvider.System;
            var now = time.GetUtcNow();
            var notice = new Notice { Kind = NoticeKind.Test, Subject = "test", At = now, Text = "This is a test: notices arrive here." };
            var message = new Message(now, Vantage.Current, [notice]);
            var isAllSent = true;
            foreach (var notifier in options.Notifiers(time))
            {
                using var _ = notifier as IDisposable;
                var result = await notifier.SendAsync(message, cancellation);
                isAllSent &= result.Outcome == SendOutcome.Sent;
                if (parse.GetValue(json)) console.Output.WriteLine(JsonLine.Of(new { Destination = notifier.Name, Outcome = JsonLine.NameOf(result.Outcome), result.Problem }));
                else console.Output.WriteLine(result.Problem is null ? $"{notifier.Name}: sent" : $"{notifier.Name}: not sent: {result.Problem}");
            }

            return isAllSent ? ExitCode.Ok : ExitCode.Failed;
        });
        return verb;
    }
}
