using Crawler.Host.Formatting;
using Crawler.Protocol.Attempts;

namespace Crawler.Host.Paper.Tables;

/// <summary>What the campaign is made of.</summary>
internal static class OverviewTables
{
    /// <summary>The data set, and its calls by what came of them.</summary>
    public static IEnumerable<PaperTable> Of(PaperFrame frame)
    {
        var (data, campaign) = (frame.Data, frame.State.Campaign);
        var set = new Sheet("data_set", "data set", new("what", "WHAT", Widest: 80), new("value", "VALUE", Widest: 80));
        set.Add("campaign", campaign.Name);
        set.Add("why", campaign.Why);
        set.Add("config hash", campaign.ConfigHash);
        set.Add("seed", frame.Seed);
        set.Add("vantage", campaign.Vantage);
        set.Add("first call, UTC", frame.From);
        set.Add("last call, UTC", frame.To);
        set.Add("days", (frame.To - frame.From).TotalDays);
        set.Add("torrents called about", data.Torrents);
        set.Add("trackers called", data.Trackers);
        set.Add("calls", data.Attempts);
        set.Add("usable replies", data.Replies);
        set.Add("peers named, with repeats", data.PeersNamed);
        set.Add("sightings, distinct (torrent, tracker, address, port)", data.Sightings);
        yield return new PaperTable("data_set", "Data set", "as named in each row", "Counts of the log and of the aggregate of sightings; canaries are left out.", set)
        {
            Sample = new PaperSample(data.Attempts, "calls"),
        };

        var outcomes = new Sheet("outcome", "calls by outcome", new("kind", "KIND"), new("outcome", "OUTCOME"), new("calls", "CALLS"), new("share", "SHARE", "0.0000"));
        foreach (var call in data.Calls.OrderBy(call => call.Kind).ThenByDescending(call => call.Calls))
        {
            outcomes.Add(JsonLine.NameOf(call.Kind), JsonLine.NameOf(call.Outcome), call.Calls,
                (double)call.Calls / data.Calls.Where(other => other.Kind == call.Kind).Sum(other => other.Calls));
        }

        yield return new PaperTable(
            "call_outcome", "Calls by what came of them", "calls; share of the kind's calls", $"{nameof(AttemptOutcome.Ok)} is a usable reply; a call that says nothing of its tracker is counted here too.", outcomes)
        {
            Sample = new PaperSample(data.Attempts, "calls"),
        };
    }
}
