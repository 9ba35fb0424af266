using System.Text.Json.Nodes;
using Crawler.Host.Formatting;
using Crawler.Storage.Retention;

namespace Crawler.Host.Configuration;

/// <summary>Section <c>Retention</c>: how long a store keeps what, and how much disk it may take.</summary>
internal static class RetentionKeys
{
    /// <summary>How long trackers' hours are kept.</summary>
    public static readonly Key<TimeSpan?> KeepHours = KeyKinds.Duration(
        "Retention:KeepHours", "How long trackers' hours are kept once the log of their day is gone, in whole days (UTC); 400d where nothing is given.");

    /// <summary>How long trackers' days are kept.</summary>
    public static readonly Key<TimeSpan?> KeepDays = KeyKinds.Duration(
        "Retention:KeepDays", "How long trackers' days are kept once their hours are gone; for ever where nothing is given.");

    /// <summary>What the store may take.</summary>
    public static readonly Key<long?> Cap = new(SizeReader.TryRead, null)
    {
        Name = "Retention:Cap",
        Description = "Disk the store may take: near it the oldest of the log goes, then the oldest hours, then all but the last estimate of a day. Without it, as much as there is.",
        Allowed = "a size such as 512MiB or 2GiB",
        HelpName = "SIZE",
        Schema = new JsonObject { ["type"] = new JsonArray("string", "integer") },
    };

    /// <summary>All of them but <see cref="Keys.Keep"/>.</summary>
    public static IReadOnlyList<Key> All { get; } = [KeepHours, KeepDays, Cap];

    /// <summary>What the configuration says.</summary>
    public static RetentionPolicy Read(CrawlerConfiguration configuration) => new(
        configuration.Value(Keys.Keep), configuration.Value(KeepHours) ?? RetentionPolicy.Standard.KeepHours, configuration.Value(KeepDays), configuration.Value(Cap));
}
