using System.Globalization;
using Crawler.Datasets;
using Crawler.Host.Formatting;

namespace Crawler.Host.Commands.Datasets;

/// <summary>A data set that was written, for people.</summary>
internal static class DatasetText
{
    public static void Write(string folder, DatasetManifest manifest, TextWriter output)
    {
        foreach (var table in manifest.Tables)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Name,-14} {table.Rows,14:N0} rows  {table.Files.Count,5:N0} {(table.Files.Count == 1 ? "day " : "days")}  {Sizes.Format(table.Files.Sum(file => file.Bytes)),10}"));
        if (manifest.AddressPolicy is { } policy)
            output.WriteLine($"addresses are {Words(policy)}{(policy.Withheld > 0 ? string.Create(CultureInfo.InvariantCulture, $"; withheld in {policy.Withheld:N0} rows") : "")}");
        output.WriteLine($"{Path.Combine(folder, DatasetManifest.FileName)} describes it, README.md is the data dictionary");
    }

    private static string Words(AddressPolicy policy) => policy.Form switch
    {
        "pseudonym" when policy.KeyDestroyedAt is not null => "pseudonyms whose key is destroyed",
        "pseudonym" => "pseudonyms; whoever has the key can turn them back (crawler privacy destroy-key makes them final)",
        "truncated" => "networks",
        _ => "as the trackers sent them: personal data, not to be published",
    };
}
