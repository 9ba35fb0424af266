using System.Text;
using Crawler.Protocol;
using Crawler.Storage;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Campaigns;

/// <summary>The swarms a campaign called, as a list that <c>crawl</c> and campaign files read: a magnet link each, with its trackers.</summary>
internal static class TargetExport
{
    private const int HashesPerQuery = 1000;

    /// <summary>Writes the list. Announce URLs that may carry a passkey are left out and counted.</summary>
    public static async Task WriteAsync(ICrawlStore store, CampaignState state, TextWriter output, CancellationToken cancellation)
    {
        var (hashes, kept) = (await store.Campaigns.TorrentsAsync(state.Id, cancellation), 0L);
        output.WriteLine($"# {hashes.Count} swarms that campaign {state.Campaign.Name} (number {state.Id}) called, as far as its log is kept.");
        foreach (var chunk in hashes.Chunk(HashesPerQuery))
        {
            var known = await store.LoadSchedulesAsync(chunk, cancellation);
            foreach (var infoHash in chunk)
            {
                var urls = known.TryGetValue(infoHash, out var trackers) ? trackers.OrderBy(tracker => (tracker.Entry.Tier, tracker.Entry.Position)).Select(tracker => tracker.Entry.Url).ToList() : [];
                kept += urls.RemoveAll(url => url.Reveal() != url.ToString());
                output.WriteLine(Magnet(infoHash, urls.Select(url => url.Reveal())));
            }
        }

        if (kept > 0) output.WriteLine($"# {kept} announce URLs are left out: they may carry passkeys. The torrent files have them.");
    }

    private static string Magnet(InfoHash infoHash, IEnumerable<string> urls)
    {
        var magnet = new StringBuilder($"magnet:?xt=urn:btih:{infoHash}");
        foreach (var url in urls) magnet.Append("&tr=").Append(Uri.EscapeDataString(url));
        return magnet.ToString();
    }
}
