using Crawler.Host.Campaigns;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Storage;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Commands.Campaigns;

/// <summary><c>crawler campaign list</c>: the campaigns of a store.</summary>
internal static class ListVerb
{
    public static Verb Create()
    {
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var verb = new Verb(
            "list",
            "Lists the campaigns of a store, newest first.",
            "A campaign whose settings changed stands there again under the same name.",
            new Example("crawler campaign list --store postgres://crawler@db.example/crawler", "Name, state, since when, and why."))
        {
            store, json,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            var now = TimeProvider.System.GetUtcNow();
            try
            {
                await using var opened = await StoreAccess.OpenExistingAsync(StoreOption.LocationOf(parse.GetValue(store)), cancellation);
                var states = await opened.Campaigns.ListAsync(cancellation: cancellation);
                if (parse.GetValue(json)) foreach (var state in states) console.Output.WriteLine(JsonLine.Of(StatusVerb.Shape(state, now)));
                else WriteText(states, now, console.Output);
                return ExitCode.Ok;
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
        });
        return verb;
    }

    private static void WriteText(IReadOnlyList<CampaignState> states, DateTimeOffset now, TextWriter output)
    {
        if (states.Count == 0)
        {
            output.WriteLine("no campaign yet: crawler crawl --campaign FILE");
            return;
        }

        var table = new TextTable("NAME", ">NUMBER", "STATE", "SINCE", "WHY");
        foreach (var state in states)
            table.Add(state.Campaign.Name, state.Id, CampaignStanding.Words(state, now), $"{state.Campaign.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm}", state.Campaign.Why ?? "");
        table.WriteTo(output);
    }
}
