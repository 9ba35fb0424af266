using System.Text.Json;
using System.Text.Json.Nodes;
using Crawler.Datasets.Formats;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Datasets;

namespace Crawler.Datasets;

/// <summary>Writes a data set: its tables by day, what it is (<c>dataset.json</c>), and what its columns mean (<c>README.md</c>).</summary>
public sealed class DatasetExport
{
    /// <summary>The tables; all unless told otherwise.</summary>
    public IReadOnlyList<DatasetTable> Tables { get; init; } = DatasetSchema.Tables;

    /// <summary>How they are written.</summary>
    public DatasetFormat Format { get; init; }

    /// <summary>Which rows.</summary>
    public DatasetFilter Filter { get; init; } = DatasetFilter.All;

    /// <summary>The program, with its version.</summary>
    public required string Program { get; init; }

    /// <summary>Told of the rows written so far.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>Writes it.</summary>
    /// <param name="store">From where.</param>
    /// <param name="folder">Whereto; made if it is not there.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends it; what was written until then has no <c>dataset.json</c>.</param>
    public async Task<DatasetManifest> WriteAsync(ICrawlStore store, string folder, DateTimeOffset now, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var tables = new List<TableEntry>();
        var (withheld, before) = (0L, 0L);
        foreach (var table in Tables)
        {
            await using var export = new TableExport(table, Format, folder);
            await store.Datasets.ScanAsync(
                table,
                Filter,
                async rows =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    await export.AddAsync(rows);
                    Progress?.Invoke(before + export.Rows);
                },
                cancellation);
            tables.Add(await export.FinishAsync());
            before += export.Rows;
            withheld += export.Withheld;
        }

        var manifest = new DatasetManifest
        {
            DatasetVersion = DatasetManifest.CurrentVersion,
            CreatedAt = now,
            Program = Program,
            Format = Format,
            AddressPolicy = await store.Addresses.RegimeAsync(cancellation) is { } regime
                ? new AddressPolicy(DatasetNames.Of(regime.Form), regime.KeyFingerprint, regime.Since, regime.KeyDestroyedAt, Filter.FewestInNetwork, withheld)
                : null,
            Filter = new Choice(Filter.Since, Filter.Until, Filter.Torrents?.Select(torrent => torrent.ToString()).ToList(), Filter.Tracker, Filter.WithReplies),
            Campaigns = [.. (await store.Campaigns.ListAsync(cancellation: cancellation)).OrderBy(state => state.Id).Select(EntryOf)],
            Tables = tables,
        };
        await File.WriteAllTextAsync(Path.Combine(folder, DataDictionary.FileName), DataDictionary.Of(manifest), cancellation);
        await manifest.WriteAsync(folder, cancellation);
        return manifest;
    }

    private static CampaignEntry EntryOf(CampaignState state)
    {
        var campaign = state.Campaign;
        return new CampaignEntry(
            state.Id, campaign.Name, campaign.Why, campaign.Contact, campaign.ConfigHash, campaign.Version, campaign.Vantage, campaign.StartedAt, state.EndedAt, Json(campaign.Manifest));
    }

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text); // somebody else wrote it
        }
    }
}
