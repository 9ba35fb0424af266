using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Campaigns;

/// <summary>A stored campaign as a file that runs it again.</summary>
internal static class CampaignExport
{
    /// <summary>Settings that events of the campaign may have changed since its manifest was written.</summary>
    private static readonly string[] Changing = ["rates", "opt-out", "duration", "retention"];

    /// <summary>Writes the file; what it cannot hold (secrets, long lists) is said in comments.</summary>
    /// <param name="state">As stored.</param>
    /// <param name="events">What happened to it.</param>
    /// <param name="output">Where.</param>
    /// <returns>False if the manifest was written by a program that kept no settings in it.</returns>
    public static bool Write(CampaignState state, IReadOnlyList<CampaignEvent> events, TextWriter output)
    {
        if (Provenance.SettingsOf(state.Campaign.Manifest) is not { } stored) return false;
        var campaign = (JsonObject)stored.DeepClone();
        foreach (var @event in events) Apply(@event, campaign);

        var manifest = JsonNode.Parse(state.Campaign.Manifest)!;
        output.WriteLine($"# Campaign {state.Campaign.Name}, number {state.Id} of its store, as it was last in force.");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# First run {state.Campaign.StartedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} by crawler {state.Campaign.Version} on {state.Campaign.Vantage}; settings {state.Campaign.ConfigHash}."));
        output.WriteLine($"# At first {manifest["targets"]} swarms, hash {manifest["targets_hash"]}; the list of all:");
        output.WriteLine($"#   crawler campaign show {state.Campaign.Name} --targets > {state.Campaign.Name}-targets.txt");
        Comment(campaign, "targets", "were named as", output);
        Comment(campaign, "watch", "were watched in", output);
        campaign.Remove("targets");
        campaign.Remove("watch");
        if (campaign["contact"] is null) output.WriteLine("# No contact was given: put yours.");
        var urls = campaign["trackers"] is JsonArray list ? list.Select(url => url!.GetValue<string>()).ToList() : [];
        if (urls.Any(url => url.Contains("***", StringComparison.Ordinal))) output.WriteLine("# Where *** stands a secret was left out: put it back.");
        if (campaign["opt-out"]?["count"] is { } count)
        {
            output.WriteLine($"# Opt-outs are left out, being long ({count.ToJsonString()}, hash {campaign["opt-out"]!["hash"]}): name your lists under opt-out before you run this.");
            campaign.Remove("opt-out");
        }

        output.WriteLine();
        var head = new JsonObject { ["name"] = state.Campaign.Name };
        if (campaign["why"] is { } why) head["why"] = why.DeepClone();
        head["contact"] = campaign["contact"]?.DeepClone() ?? "you@example.org";
        head["targets"] = new JsonArray($"@{state.Campaign.Name}-targets.txt");
        foreach (var key in head.Select(pair => pair.Key)) campaign.Remove(key);
        CampaignYaml.Write(head, output);
        CampaignYaml.Write(campaign, output);
        return true;
    }

    private static void Apply(CampaignEvent @event, JsonObject campaign)
    {
        if (@event.Detail is null) return;
        try
        {
            if (JsonNode.Parse(@event.Detail) is not JsonObject detail) return;
            foreach (var key in Changing)
            {
                if (!detail.ContainsKey(key)) continue;
                // An empty map is what is left when all opt-outs were taken back.
                if (detail[key] is null or JsonObject { Count: 0 }) campaign.Remove(key);
                else campaign[key] = detail[key]!.DeepClone();
            }
        }
        catch (JsonException)
        {
            // A sentence, not settings.
        }
    }

    private static void Comment(JsonObject campaign, string key, string verb, TextWriter output)
    {
        if (campaign[key] is JsonArray { Count: > 0 } texts) output.WriteLine($"# They {verb}: {string.Join(", ", texts.Select(text => JsonSerializer.Serialize(text!.GetValue<string>())))}");
    }
}
