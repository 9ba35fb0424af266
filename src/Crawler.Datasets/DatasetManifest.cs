using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Crawler.Storage.Campaigns;

namespace Crawler.Datasets;

/// <summary><c>dataset.json</c>: what a data set is, who measured it and how, and how to tell that it is whole.</summary>
public sealed record DatasetManifest
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "dataset.json";

    /// <summary>The version of this form.</summary>
    public const int CurrentVersion = 2;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The version of the form.</summary>
    public required int DatasetVersion { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The program that made it.</summary>
    public required string Program { get; init; }

    /// <summary>How its tables are written.</summary>
    public required Formats.DatasetFormat Format { get; init; }

    /// <summary>What stands for peers' addresses; null if none is in it.</summary>
    public required AddressPolicy? AddressPolicy { get; init; }

    /// <summary>What was chosen.</summary>
    public required Choice Filter { get; init; }

    /// <summary>Who measured, and how: settings, their hash, seed, version, vantage.</summary>
    public required IReadOnlyList<CampaignEntry> Campaigns { get; init; }

    /// <summary>The tables.</summary>
    public required IReadOnlyList<TableEntry> Tables { get; init; }

    /// <summary>How <see cref="TableEntry.Checksum"/> is made.</summary>
    public string ChecksumMethod { get; init; } =
        "sum over all rows of the first 60 bits (15 hexadecimal digits) of SHA-256 of the row's values in the order of columns, tabs between, absent ones as \\N, times as whole microseconds since 1970";

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidDataException">It is none, or of a later version.</exception>
    public static async Task<DatasetManifest> ReadAsync(string folder, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(Path.Combine(folder, FileName));
        try
        {
            var manifest = await JsonSerializer.DeserializeAsync<DatasetManifest>(file, Options, cancellation);
            if (manifest is null) throw new InvalidDataException($"{FileName} is empty");
            return manifest.DatasetVersion == CurrentVersion ? manifest : throw new InvalidDataException($"{FileName} is of version {manifest.DatasetVersion}; this program reads {CurrentVersion}");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{FileName} is no description of a data set: {error.Message}", error);
        }
    }

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(string folder, CancellationToken cancellation)
    {
        await using var file = File.Create(Path.Combine(folder, FileName));
        await JsonSerializer.SerializeAsync(file, this, Options, cancellation);
        file.WriteByte((byte)'\n');
    }
}

/// <summary>What stands for peers' addresses.</summary>
/// <param name="Form"><c>pseudonym</c> (Crypto-PAn), <c>truncated</c> (/24, /48) or <c>as_sent</c>.</param>
/// <param name="KeyFingerprint">Tells the key of the pseudonyms from others; null where there is none.</param>
/// <param name="Since">Since when it holds.</param>
/// <param name="KeyDestroyedAt">When the key was destroyed; null while it is there.</param>
/// <param name="KAnonymity">Addresses of networks with fewer distinct addresses than this are withheld; 1 for none.</param>
/// <param name="Withheld">Rows whose address is withheld.</param>
public sealed record AddressPolicy(string Form, string? KeyFingerprint, DateTimeOffset Since, DateTimeOffset? KeyDestroyedAt, int KAnonymity, long Withheld);

/// <summary>What was chosen of a store.</summary>
/// <param name="Since">From then on; null for all.</param>
/// <param name="Until">Before then; null for all.</param>
/// <param name="Torrents">These swarms alone; null for all.</param>
/// <param name="Tracker">Trackers whose URL holds this; null for all.</param>
/// <param name="Replies">Whether the peers of replies are part of it.</param>
public sealed record Choice(DateTimeOffset? Since, DateTimeOffset? Until, IReadOnlyList<string>? Torrents, string? Tracker, bool Replies);

/// <summary>A campaign.</summary>
/// <param name="Id">Its number, as in column <c>campaign_id</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Why">What it was to find out.</param>
/// <param name="Contact">Whom to write to.</param>
/// <param name="ConfigHash">Hash of its settings.</param>
/// <param name="Version">Of the program that measured.</param>
/// <param name="Vantage">Where it measured from.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null if it had not.</param>
/// <param name="Manifest">All settings, the seed included, without secrets.</param>
public sealed record CampaignEntry(
    int Id, string Name, string? Why, string? Contact, string ConfigHash, string Version, string Vantage, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, JsonNode? Manifest)
{
    /// <summary>What its random choices follow from, as text; null if it drew them. In the file it stands among the settings.</summary>
    [JsonIgnore]
    public string? Seed => Manifest is null ? null : Provenance.SeedOf(Manifest)?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A table.</summary>
/// <param name="Name">Its name, which is its folder's.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Checksum">Its checksum, decimal.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Files">Its files, one a day (UTC).</param>
public sealed record TableEntry(string Name, long Rows, string Checksum, IReadOnlyList<ColumnEntry> Columns, IReadOnlyList<FileEntry> Files);

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>text</c>, <c>whole</c>, <c>real</c>, <c>flag</c> or <c>time</c>.</param>
/// <param name="Unit">Its unit; null for none.</param>
/// <param name="Nullable">Whether it may be absent.</param>
/// <param name="Meaning">What it says.</param>
public sealed record ColumnEntry(string Name, string Type, string? Unit, bool Nullable, string Meaning);

/// <summary>A file.</summary>
/// <param name="Path">From the folder of the data set, with slashes.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Of its bytes, hexadecimal.</param>
public sealed record FileEntry(string Path, long Rows, long Bytes, string Sha256);
