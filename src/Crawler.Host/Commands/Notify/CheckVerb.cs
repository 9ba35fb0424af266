using Crawler.Host.Configuration;
using Crawler.Host.Formatting;
using Crawler.Host.Notifying;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Notifications.Notices;
using Crawler.Notifications.Watching;
using Crawler.Storage;

namespace Crawler.Host.Commands.Notify;

/// <summary><c>crawler notify check</c>: what there is to tell, telling nobody.</summary>
internal static class CheckVerb
{
    public static Verb Create()
    {
        var (store, json) = (StoreOption.Create(), JsonOption.Create());
        var verb = new Verb(
            "check",
            "Shows what is not well, and what of it a crawler serve with this state folder would tell now; sends nothing.",
            "Judges trackers anew, which reads the whole log. What must last, a campaign that is stuck or a store that is behind, is news only once serve has seen it for long enough.",
            new Example("crawler notify check --store postgres://crawler@db.example/crawler --json", "For a program."))
        {
            store, json,
        };
        var states = new StateOptions(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            var options = NotifyKeys.Read(CrawlerConfiguration.Current);
            try
            {
                await using var opened = await StoreAccess.OpenExistingAsync(StoreOption.LocationOf(parse.GetValue(store)), cancellation);
                var book = await NotifyFile.ReadAsync(NotifyFile.PathOf(states.Read(parse).Folder, opened.Location), cancellation);
                var reading = await new StoreLook(opened, options.Rules).TakeAsync(TimeProvider.System.GetUtcNow(), cancellation);
                var rows = Rows(new Watcher(options.Rules), book, reading).Where(row => options.Wants(row.Notice.Kind)).ToList();
                if (parse.GetValue(json)) foreach (var (notice, isNews) in rows) console.Output.WriteLine(JsonLine.Of(Shape(notice, isNews)));
                else WriteText(rows, console.Output);
                return ExitCode.Ok;
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
        });
        return verb;
    }

    /// <summary>What is news, then what is not well and was told or is not to be told yet.</summary>
    internal static IEnumerable<(Notice Notice, bool IsNews)> Rows(Watcher watcher, NotifyBook book, Reading reading)
    {
        var (_, news) = watcher.Next(book.Memory, reading);
        var told = news.Select(notice => (notice.Kind, notice.SubjectId)).ToHashSet();
        return [.. news.Select(notice => (notice, true)), .. watcher.Wrong(reading).Where(notice => !told.Contains((notice.Kind, notice.SubjectId))).Select(notice => (notice, false))];
    }

    private static object Shape(Notice notice, bool isNews) => new
    {
        Kind = NoticeKinds.NameOf(notice.Kind),
        notice.Subject,
        notice.SubjectId,
        notice.Since,
        notice.Text,
        News = isNews,
    };

    private static void WriteText(List<(Notice Notice, bool IsNews)> rows, TextWriter output)
    {
        if (rows.Count == 0)
        {
            output.WriteLine("all is well, as far as is known");
            return;
        }

        var table = new TextTable("NEWS", "WHAT", "SINCE", "TEXT");
        foreach (var (notice, isNews) in rows)
            table.Add(isNews ? "yes" : "no", NoticeKinds.WordsOf(notice.Kind), notice.Since is { } since ? $"{since.UtcDateTime:yyyy-MM-dd HH:mm}" : "", notice.Text);
        table.WriteTo(output);
    }
}
