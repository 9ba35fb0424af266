using Crawler.Host.Formatting;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Campaigns;

/// <summary>How a campaign stands, by what the store knows.</summary>
internal static class CampaignStanding
{
    /// <summary><c>running</c>, <c>paused</c>, <c>ended</c> or <c>not_running</c>.</summary>
    public static string Word(CampaignState state, DateTimeOffset now) => state.WordAt(now);

    /// <summary>The same in words, with the time that matters.</summary>
    public static string Words(CampaignState state, DateTimeOffset now) => Word(state, now) switch
    {
        "running" => "running",
        "paused" => $"paused {Ago(state.PausedAt!.Value, now)}",
        "ended" => $"ended {Ago(state.EndedAt!.Value, now)}{Wish(state)}",
        _ => $"not running ({(state.SeenAt is { } seen ? $"last seen {Ago(seen, now)}" : "never seen")}){Wish(state)}",
    };

    private static string Wish(CampaignState state) => state.PausedAt is null ? "" : ", to be paused";

    private static string Ago(DateTimeOffset then, DateTimeOffset now) =>
        now - then < TimeSpan.FromSeconds(1) ? "just now" : $"{Durations.Format(TimeSpan.FromSeconds(Math.Floor((now - then).TotalSeconds)))} ago";
}
