namespace Crawler.Host.Campaigns;

/// <summary>The shape of a campaign file as JSON Schema (2020-12), for editors and for programs that write such files.</summary>
internal static class CampaignSchema
{
    /// <summary>Where it stands in the repository.</summary>
    public const string Path = "schemas/campaign.schema.json";

    /// <summary>The whole schema.</summary>
    public static string Text
    {
        get
        {
            using var stream = typeof(CampaignSchema).Assembly.GetManifestResourceStream("campaign.schema.json")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
