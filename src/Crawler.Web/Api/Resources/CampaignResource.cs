using System.Globalization;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Shapes;
using Crawler.Web.Live;
using Crawler.Web.Redaction;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Api.Resources;

/// <summary>Campaigns, what happened to them, and pausing them.</summary>
internal static class CampaignResource
{
    /// <summary>Events answered with: the last ones.</summary>
    private const int MostEvents = 1_000;

    public static void Map(IEndpointRouteBuilder read, IEndpointRouteBuilder operate)
    {
        read.MapGet("/campaigns", async (ICrawlStore store, ILiveCrawls crawls, TimeProvider time, CancellationToken cancellation) =>
                EntityAnswer.Json<IReadOnlyList<CampaignShape>>([.. (await store.Campaigns.ListAsync(cancellation: cancellation)).Select(state => Shape(state, crawls, time))]))
            .Describe("campaigns", "campaigns", "All campaigns", "Newest first, with where each stands.")
            .Answers<IReadOnlyList<CampaignShape>>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);

        read.MapGet("/campaigns/{id}", async (string id, ICrawlStore store, ILiveCrawls crawls, TimeProvider time, CancellationToken cancellation) =>
            {
                var state = await FindAsync(store, id, cancellation);
                return EntityAnswer.Json(Detail(Shape(state, crawls, time), state));
            })
            .Describe("campaigns", "campaign", "One campaign", "Where it stands, and the configuration in force.")
            .Answers<CampaignDetailShape>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);

        read.MapGet("/campaigns/{id}/events", async (string id, ICrawlStore store, CancellationToken cancellation) =>
            {
                var state = await FindAsync(store, id, cancellation);
                var events = await store.Campaigns.EventsAsync(state.Id, cancellation);
                return EntityAnswer.Json<IReadOnlyList<CampaignEventShape>>(
                    [.. events.TakeLast(MostEvents).Select(one => new CampaignEventShape { At = one.At, Kind = one.Kind, Detail = UrlsInText.RedactJson(one.Detail) })]);
            })
            .Describe("campaigns", "campaign_events", "What happened to a campaign", $"In the order it was noted; the last {MostEvents}.")
            .Answers<IReadOnlyList<CampaignEventShape>>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);

        MapPause(operate, "pause", "Pause a campaign", "No call goes out any more; a crawl that runs does so within seconds, one that does not will begin paused.", isPause: true);
        MapPause(operate, "resume", "Let a campaign go on", "Calls that became due meanwhile go out at the pace of the rates.", isPause: false);
    }

    private static void MapPause(IEndpointRouteBuilder operate, string verb, string summary, string description, bool isPause) => operate
        .MapPost($"/campaigns/{{id}}/{verb}", async (string id, ICrawlStore store, ILiveCrawls crawls, TimeProvider time, CancellationToken cancellation) =>
        {
            var state = await FindAsync(store, id, cancellation);
            // The store pauses the newest of a name, which is the only one that can run.
            var newest = (await store.Campaigns.ListAsync(state.Campaign.Name, cancellation))[0];
            if (newest.Id != state.Id) throw ApiRefusal.Conflict($"campaign {state.Id} was followed by campaign {newest.Id} of the same name: {verb} that one");
            await store.Campaigns.PauseAsync(state.Campaign.Name, isPause ? state.PausedAt ?? time.GetUtcNow() : null, cancellation);
            return TypedResults.Ok(Shape(await FindAsync(store, id, cancellation), crawls, time));
        })
        .Describe("campaigns", $"campaign_{verb}", summary, description)
        .Produces<CampaignShape>()
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);

    private static async Task<CampaignState> FindAsync(ICrawlStore store, string id, CancellationToken cancellation) =>
        await store.Campaigns.FindAsync(ResourceId.Read(id), cancellation)
        ?? throw ApiRefusal.NotFound(string.Create(CultureInfo.InvariantCulture, $"there is no campaign {ResourceId.Read(id)}; see {ApiEndpoints.Root}/campaigns"));

    private static CampaignShape Shape(CampaignState state, ILiveCrawls crawls, TimeProvider time)
    {
        var live = crawls.Current.Where(one => one.CampaignId == state.Id).Select(one => one.Progress).FirstOrDefault();
        return new CampaignShape
        {
            Id = state.Id,
            Name = state.Campaign.Name,
            State = state.WordAt(time.GetUtcNow()),
            Why = UrlsInText.Redact(state.Campaign.Why),
            Contact = state.Campaign.Contact,
            Version = state.Campaign.Version,
            Vantage = state.Campaign.Vantage,
            ConfigHash = state.Campaign.ConfigHash,
            Seed = Provenance.Of(state).SeedText,
            StartedAt = state.Campaign.StartedAt,
            SeenAt = state.SeenAt,
            PausedAt = state.PausedAt,
            EndedAt = state.EndedAt,
            Progress = live is null ? UrlsInText.RedactJson(state.Progress) : ProgressJson.Of(live),
        };
    }

    private static CampaignDetailShape Detail(CampaignShape shape, CampaignState state) => new()
    {
        Id = shape.Id,
        Name = shape.Name,
        State = shape.State,
        Why = shape.Why,
        Contact = shape.Contact,
        Version = shape.Version,
        Vantage = shape.Vantage,
        ConfigHash = shape.ConfigHash,
        Seed = shape.Seed,
        StartedAt = shape.StartedAt,
        SeenAt = shape.SeenAt,
        PausedAt = shape.PausedAt,
        EndedAt = shape.EndedAt,
        Progress = shape.Progress,
        Configuration = UrlsInText.RedactJson(state.Campaign.Manifest),
    };
}
