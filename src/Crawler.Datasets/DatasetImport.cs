using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Crawler.Datasets.Formats;
using Crawler.Storage;
using Crawler.Storage.Addresses;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Datasets;

namespace Crawler.Datasets;

/// <summary>Puts a data set into an empty store, and proves that it is all there.</summary>
public sealed class DatasetImport
{
    /// <summary>Rows put at once.</summary>
    private const int Page = 5000;

    /// <summary>Told of the rows put so far.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>Reads it.</summary>
    /// <returns>What was put, by table: rows, and those left out as their address is withheld.</returns>
    /// <exception cref="InvalidDataException">It is no data set, or not as it was written.</exception>
    public async Task<IReadOnlyList<ImportedTable>> ReadAsync(string folder, ICrawlStore store, CancellationToken cancellation)
    {
        var manifest = await DatasetManifest.ReadAsync(folder, cancellation);
        foreach (var file in manifest.Tables.SelectMany(table => table.Files)) await CheckAsync(folder, file, cancellation);
        if (!await store.Datasets.IsEmptyAsync(cancellation)) throw new InvalidDataException($"{store.Location} is not empty: a data set is read into a store of its own");
        await store.Datasets.BeginRestoreAsync([.. manifest.Campaigns.Select(StateOf)], RegimeOf(manifest.AddressPolicy), cancellation);
        var imported = new List<ImportedTable>();
        foreach (var entry in manifest.Tables.Where(entry => TableOf(entry) != DatasetTable.TrackerHours)) await PutAsync(entry);
        await store.Datasets.RollRestoredAsync(manifest.Filter.Replies && !manifest.Tables.Any(entry => TableOf(entry) == DatasetTable.TrackerHours), cancellation);
        foreach (var entry in manifest.Tables.Where(entry => TableOf(entry) == DatasetTable.TrackerHours)) await PutAsync(entry);
        await store.Datasets.EndRestoreAsync(cancellation);
        foreach (var entry in manifest.Tables) await ProveAsync(entry, store, imported.Single(table => table.Name == entry.Name), cancellation);
        return imported;

        async Task PutAsync(TableEntry entry) => imported.Add(await ReadAsync(folder, manifest.Format, entry, store, imported.Sum(table => table.Rows), cancellation));
    }

    private async Task<ImportedTable> ReadAsync(string folder, DatasetFormat format, TableEntry entry, ICrawlStore store, long before, CancellationToken cancellation)
    {
        var table = TableOf(entry);
        var columns = DatasetSchema.ColumnsOf(table);
        var (checksum, restored) = (new RowChecksum(columns), new RowChecksum(columns, column => column.IsRestored));
        var put = 0L;
        foreach (var file in entry.Files)
        {
            try
            {
                await foreach (var rows in RowFiles.ReadAsync(format, columns, Path.Combine(folder, file.Path)))
                {
                    cancellation.ThrowIfCancellationRequested();
                    checksum.Add(rows);
                    restored.Add(rows);
                    foreach (var some in rows.Chunk(Page))
                    {
                        put += await store.Datasets.RestoreAsync(table, some, cancellation);
                        Progress?.Invoke(before + put);
                    }
                }
            }
            catch (Exception error) when (error is InvalidDataException or FormatException)
            {
                throw new InvalidDataException($"{file.Path}: {error.Message}", error);
            }
        }

        if ((checksum.Rows, checksum.Sum) != (entry.Rows, entry.Checksum))
            throw new InvalidDataException($"{entry.Name}: its rows are not those that dataset.json tells of ({checksum.Rows} of {entry.Rows} rows)");
        return new ImportedTable(entry.Name, put, checksum.Rows - put) { Checksum = restored.Sum };
    }

    /// <summary>What is in the store now is read again.</summary>
    private static async Task ProveAsync(TableEntry entry, ICrawlStore store, ImportedTable imported, CancellationToken cancellation)
    {
        var table = TableOf(entry);
        var checksum = new RowChecksum(DatasetSchema.ColumnsOf(table), column => column.IsRestored);
        await store.Datasets.ScanAsync(
            table,
            DatasetFilter.All with { WithReplies = true },
            rows =>
            {
                checksum.Add(rows);
                return Task.CompletedTask;
            },
            cancellation);
        if (checksum.Rows != imported.Rows || (imported.LeftOut == 0 && checksum.Sum != imported.Checksum))
            throw new InvalidDataException($"{entry.Name}: what is in {store.Location} now is not what was read; nothing should be made of it");
    }

    private static async Task CheckAsync(string folder, FileEntry entry, CancellationToken cancellation)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(Path.Combine(folder, entry.Path));
        if (!path.StartsWith(root, StringComparison.Ordinal)) throw new InvalidDataException($"dataset.json names a file outside of the data set: {entry.Path}");
        if (!File.Exists(path)) throw new InvalidDataException($"{entry.Path} is missing");
        await using var file = File.OpenRead(path);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)) != entry.Sha256) throw new InvalidDataException($"{entry.Path} is not as it was written: its SHA-256 is another");
    }

    private static DatasetTable TableOf(TableEntry entry) =>
        DatasetSchema.Tables.Where(table => DatasetSchema.NameOf(table) == entry.Name).Select(table => (DatasetTable?)table).FirstOrDefault()
        ?? throw new InvalidDataException($"dataset.json has a table {entry.Name}, which this program does not know");

    private static CampaignState StateOf(CampaignEntry entry) => new()
    {
        Id = entry.Id,
        EndedAt = entry.EndedAt,
        Campaign = new Campaign
        {
            Name = entry.Name,
            Why = entry.Why,
            Contact = entry.Contact,
            Manifest = entry.Manifest is JsonValue value && value.TryGetValue<string>(out var text) ? text : entry.Manifest?.ToJsonString() ?? "{}",
            ConfigHash = entry.ConfigHash,
            Version = entry.Version,
            Vantage = entry.Vantage,
            StartedAt = entry.StartedAt,
        },
    };

    private static AddressRegime? RegimeOf(AddressPolicy? policy) =>
        policy is null ? null : new AddressRegime(DatasetNames.FormOf(policy.Form), policy.KeyFingerprint, policy.Since, policy.KeyDestroyedAt);
}

/// <summary>What was put into a table.</summary>
/// <param name="Name">The table.</param>
/// <param name="Rows">Rows put.</param>
/// <param name="LeftOut">Rows left out, as their address is withheld.</param>
public sealed record ImportedTable(string Name, long Rows, long LeftOut)
{
    /// <summary>Of the columns that come back.</summary>
    internal string Checksum { get; init; } = "";
}
