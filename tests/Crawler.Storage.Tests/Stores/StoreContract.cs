using Crawler.Protocol;
using Crawler.Storage.Model;
using Crawler.Storage.Reports;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Tests.Stores;

/// <summary>What both stores must do: every contract is one abstract class, run against each of them.</summary>
public abstract class StoreContract(Func<Task<TestStore>> create) : IAsyncLifetime
{
    protected TestStore Test { get; private set; } = null!;

    protected ICrawlStore Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Test = await create();
        Store = Test.Open();
    }

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        await Test.DisposeAsync();
    }

    protected async Task<List<AnnounceRow>> LogAsync()
    {
        await using var db = Test.OpenDb();
        return await db.Announces.OrderBy(row => row.WriterId).ThenBy(row => row.Sequence).ThenBy(row => row.Ordinal).ToListAsync();
    }

    protected async Task<List<EstimateRow>> EstimateRowsAsync()
    {
        await using var db = Test.OpenDb();
        return await db.Estimates.OrderBy(row => row.WriterId).ThenBy(row => row.Sequence).ThenBy(row => row.Ordinal).ToListAsync();
    }

    protected async Task<List<SightingRow>> SightingsAsync()
    {
        await using var db = Test.OpenDb();
        return [.. (await db.Sightings.ToListAsync()).OrderBy(row => (row.TorrentId, row.TrackerId, PeerEndpoint.From(row.Ip, row.Port)))];
    }

    /// <summary>The log and the aggregate as text, to be compared before and after.</summary>
    protected async Task<(string[] Log, string[] Aggregate)> ContentAsync() => (
        [.. (await LogAsync()).Select(row => $"{row.Sequence} {row.Ordinal} {row.TorrentId} {row.At:O} {Convert.ToHexString(row.PeersV4 ?? [])} {Convert.ToHexString(row.PeersV6 ?? [])}")],
        [.. (await SightingsAsync()).Select(row => $"{row.TorrentId} {row.TrackerId} {row.Family} {row.Ip} {row.Port} {row.TimesSeen} {row.FirstSeen:O} {row.LastSeen:O}")]);

    protected Task<List<TorrentReport>> TorrentsAsync(params InfoHash[] only) => CollectAsync(Store, only.Length > 0 ? only : null);

    protected static async Task<List<TorrentReport>> CollectAsync(ICrawlStore store, InfoHash[]? only = null)
    {
        var reports = new List<TorrentReport>();
        await foreach (var report in store.ReportTorrentsAsync(only)) reports.Add(report);
        return reports;
    }
}
