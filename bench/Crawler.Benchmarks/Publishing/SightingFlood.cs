using System.Globalization;
using System.Net;
using Crawler.Protocol.Attempts;
using Crawler.Storage;
using Crawler.Storage.Addresses;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Datasets;

namespace Crawler.Benchmarks.Publishing;

/// <summary>Fills an empty store with sightings of ten days, a thousand swarms at four trackers, in no order of time.</summary>
internal static class SightingFlood
{
    private const int Page = 5_000;
    private const int Swarms = 1_000;
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task FillAsync(ICrawlStore store, int count)
    {
        var campaign = new Campaign { Name = "flood", Manifest = "{}", ConfigHash = "none", Version = "0", Vantage = "bench", StartedAt = Start };
        await store.Datasets.BeginRestoreAsync([new CampaignState { Id = 1, Campaign = campaign }], new AddressRegime(AddressForm.Truncated, null, Start));
        var random = new Random(5);
        for (var made = 0; made < count; made += Page)
            await store.Datasets.RestoreAsync(DatasetTable.Sightings, [.. Enumerable.Range(made, Math.Min(Page, count - made)).Select(number => Row(number, random))]);
        await store.Datasets.EndRestoreAsync();
    }

    private static object?[] Row(int number, Random random)
    {
        var tracker = (number / Swarms % 4) + 1L;
        var first = (Start.ToUnixTimeSeconds() * 1_000_000) + random.NextInt64(864_000_000_000);
        var peer = (uint)number / (Swarms * 4);
        var address = new IPAddress([(byte)(20 + (peer >> 16)), (byte)(peer >> 8), (byte)peer, (byte)random.Next(256)]);
        return
        [
            (number % Swarms).ToString("x40", CultureInfo.InvariantCulture), tracker, string.Create(CultureInfo.InvariantCulture, $"udp://tracker{tracker}.example:6969/announce"),
            "v4", address.ToString(), random.NextInt64(1024, 65_536), random.NextInt64(1, 40), first, first + random.NextInt64(7_200_000_000),
        ];
    }
}
