using System.Globalization;
using Crawler.Host.Formatting;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Replay;

/// <summary>A replay for people.</summary>
internal static class ReplayText
{
    public static void Write(CampaignState state, ReplayTally tally, TextWriter output)
    {
        new FactSheet()
            .Add("Campaign", Provenance.Of(state))
            .Add("Log", string.Create(CultureInfo.InvariantCulture, $"{tally.Looks:N0} answered announces to {tally.Torrents:N0} swarms, in {tally.Windows:N0} windows"))
            .Add("Identical", string.Create(CultureInfo.InvariantCulture, $"{tally.Identical:N0} of {tally.Identical + tally.Different:N0} estimates, bit for bit"))
            .Add("Different", Some(tally.Different, tally.First is { } first ? $", the first in {first.Difference.What}: {first.Difference.Stored} stored, {first.Difference.Replayed} made again ({first.Torrent}, {first.Estimate.From:u} to {first.Estimate.To:u})" : ""))
            .Add("Not compared", Some(tally.Sampled, " of swarms of which a random share of the peers was kept"))
            .Add("Not stored", Some(tally.NotStored, ": of windows that the crawl did not end, or whose estimates were dropped"))
            .Add("Not made again", Some(tally.NotReplayed, ": their log is gone, was exported without --replies, or is of a version that did not note what it counted for"))
            .WriteTo(output);
        if (tally is { Identical: 0, Different: 0 }) output.WriteLine("Nothing could be compared.");
    }

    private static string? Some(long count, string what) => count == 0 ? null : count.ToString("N0", CultureInfo.InvariantCulture) + what;
}
