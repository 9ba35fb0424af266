using System.Globalization;
using System.Text;

namespace Crawler.Datasets;

/// <summary>The data dictionary that goes with the tables, for whoever finds the folder without us.</summary>
internal static class DataDictionary
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "README.md";

    /// <summary>Its text.</summary>
    public static string Of(DatasetManifest manifest)
    {
        var page = new StringBuilder();
        page.Append("# Measurements of BitTorrent swarms\n\n");
        page.Append(CultureInfo.InvariantCulture, $"Made by {manifest.Program} at {manifest.CreatedAt:u}. `dataset.json` has the same for programs: schema, campaigns with all settings, counts, checksums.\n\n");
        page.Append(Addresses(manifest.AddressPolicy)).Append("\n\n");
        page.Append("Times are UTC. Absent is absent, never 0. Claims (`complete`, `incomplete`) are what trackers say, not what was seen.\n");
        if (manifest.Campaigns.Count > 0)
        {
            page.Append("\n## Campaigns\n\n| `campaign_id` | Name | Why | Settings | Seed | Version | Vantage | From | To |\n|---|---|---|---|---|---|---|---|---|\n");
            foreach (var campaign in manifest.Campaigns)
                page.Append(CultureInfo.InvariantCulture, $"| {campaign.Id} | {Cell(campaign.Name)} | {Cell(campaign.Why)} | `{Cell(campaign.ConfigHash)}` | {campaign.Seed} | {Cell(campaign.Version)} | {Cell(campaign.Vantage)} | {campaign.StartedAt:u} | {campaign.EndedAt:u} |\n");
        }

        foreach (var table in manifest.Tables)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## `{table.Name}`\n\n{table.Rows} rows in {table.Files.Count} files, one a day of `{DayColumnOf(table)}` (UTC); checksum {table.Checksum}.\n\n");
            page.Append("| Column | Type | Unit | May be absent | Meaning |\n|---|---|---|---|---|\n");
            foreach (var column in table.Columns)
                page.Append(CultureInfo.InvariantCulture, $"| `{column.Name}` | {column.Type} | {column.Unit} | {(column.Nullable ? "yes" : "")} | {Cell(column.Meaning)} |\n");
        }

        return page.ToString();
    }

    private static string Addresses(AddressPolicy? policy) => policy switch
    {
        null => "No peer is in it.",
        { Form: "pseudonym" } => $"What stands for peers' addresses are prefix-preserving pseudonyms (Crypto-PAn): the same peer is the same everywhere in it, and two of one network share as many leading bits as their addresses do.{Suppressed(policy)} {(policy.KeyDestroyedAt is { } at ? $"The key was destroyed at {at:u}." : "The key is kept by who measured.")}",
        { Form: "truncated" } => $"Peers' addresses are cut to their networks, /24 of IPv4 and /48 of IPv6: peers of one network and port cannot be told apart.{Suppressed(policy)}",
        _ => $"Peers' addresses are those the trackers sent: personal data in many places.{Suppressed(policy)}",
    };

    private static string Suppressed(AddressPolicy policy) => policy.KAnonymity <= 1 ? ""
        : string.Create(CultureInfo.InvariantCulture, $" Addresses of networks (/24, /48) with fewer than {policy.KAnonymity} distinct addresses are withheld, in {policy.Withheld} rows.");

    private static string DayColumnOf(TableEntry table) =>
        Storage.Datasets.DatasetSchema.DayColumnOf(Storage.Datasets.DatasetSchema.Tables.Single(known => Storage.Datasets.DatasetSchema.NameOf(known) == table.Name));

    /// <summary>Names are strangers' words: no cell is left, no markup begun.</summary>
    private static string Cell(string? text)
    {
        var cell = new StringBuilder();
        foreach (var letter in text ?? "")
        {
            if (char.IsControl(letter)) cell.Append(' ');
            else if ("|`*_[]<>\\#".Contains(letter, StringComparison.Ordinal)) cell.Append('\\').Append(letter);
            else cell.Append(letter);
        }

        return cell.ToString();
    }
}
