using Crawler.Datasets;

namespace Crawler.Host.Commands.Datasets;

/// <summary>A data set that was written, as JSON has it (docs/json.md).</summary>
internal static class DatasetResult
{
    public static object Of(string folder, DatasetManifest manifest) => new
    {
        Folder = folder,
        Format = manifest.Format.ToString().ToLowerInvariant(),
        manifest.AddressPolicy,
        Campaigns = manifest.Campaigns.Select(campaign => new { campaign.Id, campaign.Name, campaign.ConfigHash, campaign.Seed, campaign.Version, campaign.Vantage }),
        Tables = manifest.Tables.Select(table => new { table.Name, table.Rows, Files = table.Files.Count, Bytes = table.Files.Sum(file => file.Bytes), table.Checksum }),
    };
}
