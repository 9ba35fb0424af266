using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crawler.Host.Campaigns;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Commands.Campaigns;

/// <summary><c>crawler campaign status</c>: where one campaign stands.</summary>
internal static class StatusVerb
{
    private const int EventsShown = 20;

    public static Verb Create()
    {
        var name = NamedCampaign.Operand();
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var verb = new Verb(
            "status",
            "Tells where a campaign stands: who, why, since when, its last sign of life, and what happened to it.",
            "Exits with 1 if it neither runs nor ended, which is what a crash leaves: the command that began it goes on with it.",
            new Example("crawler campaign status swarms --json", "For scripts."))
        {
            name, store, json,
        };
        verb.SetAction((parse, cancellation) => NamedCampaign.WithAsync(
            parse.GetValue(store),
            parse.GetRequiredValue(name),
            async (opened, state) =>
            {
                var (output, now) = (CommandConsole.Of(parse).Output, TimeProvider.System.GetUtcNow());
                var events = await opened.Campaigns.EventsAsync(state.Id, cancellation);
                if (parse.GetValue(json)) output.WriteLine(JsonLine.Of(Shape(state, now, events)));
                else WriteText(state, events, now, output);
                return CampaignStanding.Word(state, now) == "not_running" ? ExitCode.Failed : ExitCode.Ok;
            },
            cancellation));
        return verb;
    }

    /// <summary>One campaign as <c>--json</c> prints it.</summary>
    public static object Shape(CampaignState state, DateTimeOffset now, IReadOnlyList<CampaignEvent>? events = null) => new
    {
        state.Id,
        state.Campaign.Name,
        State = CampaignStanding.Word(state, now),
        state.Campaign.Why,
        state.Campaign.Contact,
        state.Campaign.Version,
        state.Campaign.Vantage,
        state.Campaign.ConfigHash,
        Seed = Provenance.Of(state).SeedText,
        state.Campaign.StartedAt,
        state.SeenAt,
        state.PausedAt,
        state.EndedAt,
        Progress = Json(state.Progress),
        Events = events?.Select(@event => new { @event.At, @event.Kind, Detail = Json(@event.Detail) }),
    };

    private static void WriteText(CampaignState state, IReadOnlyList<CampaignEvent> events, DateTimeOffset now, TextWriter output)
    {
        new FactSheet()
            .Add("Campaign", $"{state.Campaign.Name} (number {state.Id})")
            .Add("State", CampaignStanding.Words(state, now))
            .Add("Why", state.Campaign.Why)
            .Add("Contact", state.Campaign.Contact)
            .Add("Since", Time(state.Campaign.StartedAt))
            .Add("Seen", state.SeenAt is { } seen ? Time(seen) : null)
            .Add("By", $"crawler {state.Campaign.Version} on {state.Campaign.Vantage}")
            .Add("Settings", state.Campaign.ConfigHash)
            .Add("Seed", Provenance.Of(state).SeedText)
            .Add("Progress", state.Progress)
            .WriteTo(output);
        if (events.Count == 0) return;
        output.WriteLine();
        if (events.Count > EventsShown) output.WriteLine($"… {events.Count - EventsShown} earlier events (--json shows all)");
        foreach (var @event in events.TakeLast(EventsShown)) output.WriteLine($"{Time(@event.At)}  {@event.Kind,-13}  {@event.Detail}".TrimEnd());
    }

    /// <summary>JSON as JSON, other text as text.</summary>
    private static JsonNode? Json(string? text)
    {
        if (text is null) return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
