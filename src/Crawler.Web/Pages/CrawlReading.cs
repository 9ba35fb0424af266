using System.Text.Json;
using Crawler.Storage.Campaigns;
using Crawler.Web.Live;

namespace Crawler.Web.Pages;

/// <summary>How crawls stand: those of this process by their own word, others by the sign of life they left in the store.</summary>
public static class CrawlReading
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>How a campaign stands or stood last; null if it never said, or not so that it can be read.</summary>
    public static CrawlProgress? Of(CampaignState state, ILiveCrawls live)
    {
        foreach (var (id, progress) in live.Current)
        {
            if (id == state.Id) return progress;
        }

        try
        {
            return state.Progress is { } said ? JsonSerializer.Deserialize<CrawlProgress>(said, Snake) : null;
        }
        catch (JsonException)
        {
            // Written by another version: pages do without.
            return null;
        }
    }

    /// <summary>How all that are running or paused at a time stand.</summary>
    public static IReadOnlyList<(CampaignState State, CrawlProgress Progress)> Running(IEnumerable<CampaignState> states, ILiveCrawls live, DateTimeOffset now) =>
    [
        .. from state in states
           where state.WordAt(now) is "running" or "paused"
           let progress = Of(state, live)
           where progress is not null
           select (state, progress),
    ];
}
