using Crawler.Host.Campaigns;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands.Campaigns;

/// <summary><c>crawler campaign pause</c> and <c>resume</c>: a wish in the store, which the running crawl carries out within seconds.</summary>
internal static class PauseVerb
{
    public static Verb Create(bool isPause)
    {
        var name = NamedCampaign.Operand();
        var store = StoreOption.Create();
        var verb = isPause
            ? new Verb(
                "pause",
                "Lets a campaign make no further call until it is resumed.",
                "What is out comes back and is recorded. A campaign that does not run begins paused.",
                new Example("crawler campaign pause swarms --store postgres://crawler@db.example/crawler", "From any machine that reaches the store."))
            : new Verb(
                "resume",
                "Lets a paused campaign go on.",
                "Calls that became due meanwhile go out at the pace of the rates.",
                new Example("crawler campaign resume swarms", "After: crawler campaign pause swarms"));
        verb.Add(name);
        verb.Add(store);
        verb.SetAction((parse, cancellation) => NamedCampaign.WithAsync(
            parse.GetValue(store),
            parse.GetRequiredValue(name),
            async (opened, state) =>
            {
                var now = TimeProvider.System.GetUtcNow();
                var running = CampaignStanding.Word(state, now) is "running" or "paused";
                await opened.Campaigns.PauseAsync(state.Campaign.Name, isPause ? state.PausedAt ?? now : null, cancellation);
                CommandConsole.Of(parse).Output.WriteLine(isPause
                    ? $"{state.Campaign.Name} {(running ? "pauses within seconds" : "is not running, and will begin paused")}; on it goes with: crawler campaign resume {state.Campaign.Name}"
                    : $"{state.Campaign.Name} {(running ? "goes on within seconds" : "is not running; it goes on with the command that began it")}");
                return ExitCode.Ok;
            },
            cancellation));
        return verb;
    }
}
