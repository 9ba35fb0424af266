using Crawler.Host.Configuration;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Storage;

namespace Crawler.Host.Commands.Privacy;

/// <summary><c>crawler privacy expire</c>: what a running crawl does every hour, for when none runs.</summary>
internal static class ExpireVerb
{
    public static Verb Create()
    {
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var verb = new Verb(
            "expire",
            "Drops addresses as sent whose time (Privacy:RawFor) is over; their pseudonyms stay.",
            "A running crawl does so every hour. Whole days (UTC).",
            new Example("crawler privacy expire --store census.db", "Of one store, once a day from cron."))
        {
            store, json,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            await using var opened = await StoreAccess.OpenExistingAsync(StoreOption.LocationOf(parse.GetValue(store)), cancellation);
            try
            {
                var keep = PrivacyKeys.Read(CrawlerConfiguration.Current).RawFor;
                var days = await opened.Addresses.DropAsSentAsync(TimeProvider.System.GetUtcNow() - keep, cancellation);
                if (parse.GetValue(json)) console.Output.WriteLine(JsonLine.Of(new { Store = opened.Location.ToString(), DaysDropped = days }));
                else console.Output.WriteLine(days == 0 ? "nothing to drop" : $"dropped the addresses of {days} {(days == 1 ? "day" : "days")}");
                return ExitCode.Ok;
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
        });
        return verb;
    }
}
