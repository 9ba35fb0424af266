using System.Text.Json;
using Crawler.Host.Formatting;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Telemetry;

/// <summary>Which campaigns are told of: those that run, wherever they do, as far as the store knows.</summary>
internal static class SeenCampaigns
{
    /// <summary>So many at most: those that gave a sign of life last.</summary>
    public const int Most = 50;

    /// <summary>A campaign that gave no sign of life for so long is told of no more.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    /// <summary>Campaigns that gave a sign of life lately, the latest first.</summary>
    public static IReadOnlyList<SeenCampaign> Running(IEnumerable<CampaignState> states, DateTimeOffset now) =>
    [
        .. states
            .Where(state => state.EndedAt is null && state.SeenAt > now - Silence)
            .OrderByDescending(state => state.SeenAt)
            .Take(Most)
            .Select(state => (State: state, Progress: Read(state.Progress)))
            .Where(pair => pair.Progress is not null)
            .Select(pair => new SeenCampaign(pair.State.Id, pair.State.Campaign.Name, pair.State.SeenAt!.Value, pair.Progress!) { Provenance = Provenance.Of(pair.State) }),
    ];

    /// <summary>Another version of the program may have written something else.</summary>
    internal static CrawlProgress? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<CrawlProgress>(json, JsonLine.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A campaign and how it stood.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">What people call it.</param>
/// <param name="At">When.</param>
/// <param name="Progress">How.</param>
internal sealed record SeenCampaign(int Id, string Name, DateTimeOffset At, CrawlProgress Progress)
{
    /// <summary>What its figures can be made again from; null until the store was asked.</summary>
    public Provenance? Provenance { get; init; }
}
