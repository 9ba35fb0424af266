using System.Text;
using Crawler.Host.Campaigns.Yaml;
using Crawler.Host.Files;
using Crawler.Host.Options;
using Crawler.Host.Terminal;

namespace Crawler.Host.Campaigns;

/// <summary>Reads campaign files strictly: what is not known or cannot be used is a problem with its place, all at once.</summary>
internal static class CampaignFileReader
{
    /// <summary>Bytes of a campaign file: a million infohashes belong into a list.</summary>
    private const int MaxBytes = 16 << 20;

    /// <summary>The campaign in a file.</summary>
    /// <exception cref="UserException">It cannot be used; a line for each problem.</exception>
    public static async Task<CampaignFile> ReadAsync(string path, CancellationToken cancellation)
    {
        var (file, problems) = Read(path, await TextAsync(path, cancellation), Environment.GetEnvironmentVariable, new HashSet<string>());
        return file ?? throw new CampaignFileException(problems);
    }

    /// <summary>The campaign in a text; null with its problems if it cannot be used.</summary>
    /// <param name="path">What the file is called.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="environment">What a variable holds; null if it is not set.</param>
    /// <param name="known">Gathers the keys there are.</param>
    public static (CampaignFile? File, IReadOnlyList<string> Problems) Read(string path, string text, Func<string, string?> environment, ISet<string> known)
    {
        var problems = new YamlProblems(path);
        if (YamlReader.Read(text, problems) is not { } map) return (null, problems.Lines);
        var file = Campaign(path, new SectionReader(map, "", problems, known), problems, environment, known);
        return (problems.None ? file : null, problems.Lines);
    }

    private static CampaignFile Campaign(string path, SectionReader root, YamlProblems problems, Func<string, string?> environment, ISet<string> known)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        var (schedule, every) = ScheduleSection.Read(root);
        var file = new CampaignFile
        {
            Path = path,
            Name = root.Read("name", CampaignValues.Name, required: true) ?? "",
            Why = root.Read("why", CampaignValues.Prose),
            Contact = root.Read("contact", CampaignValues.Contact, required: true) ?? "",
            Targets = root.List("targets", CampaignValues.Item),
            Watch = root.List("watch", CampaignValues.Item),
            Trackers = [.. root.List("trackers", CampaignValues.Tracker).Select(tracker => tracker.Value).Distinct()],
            TrackersOnly = root.Read("trackers-only", CampaignValues.YesNo) ?? false,
            Rates = RatesSection.Read(root.Section("rates"), problems, known),
            Schedule = schedule,
            Plan = PlanSection.Read(root, every),
            Families = root.Read("families", CampaignValues.Families),
            NumWant = (int)(root.Read("numwant", NumberText.Between("a number of peers", -1, int.MaxValue)) ?? 200),
            PeerIds = root.Read("peer-ids", CampaignValues.YesNo) ?? false,
            Port = (int)(root.Read("port", NumberText.Between("a port", 1, 65_535)) ?? 6881),
            Timeout = root.Read("timeout", CampaignValues.Duration(TimeSpan.FromHours(1))),
            Addresses = OptOutSections.Addresses(root.Section("addresses")),
            OptOut = OptOutSections.OptOut(root.Section("opt-out")),
            Retention = root.Read("retention", CampaignValues.Duration()),
            Store = StoreValue.Read(root, folder, environment),
            State = root.Read("state", CampaignValues.Item) is { } state ? Path.Combine(folder, state) : null,
            SpoolLimit = root.Read("spool-limit", CampaignValues.Bytes),
            Seed = root.Read("seed", NumberText.Between("a seed", 0, long.MaxValue)),
        };
        if (file.Targets.Count == 0 && file.Watch.Count == 0) root.Problem("targets", "names nothing to measure: give torrent files, folders, globs, \"@lists\", magnets or infohashes (or watch:)");
        if (file.TrackersOnly && file.Trackers.Count == 0) root.Problem("trackers-only", "no tracker is named: give trackers too");
        if (file.Retention < TimeSpan.FromDays(1)) root.Problem("retention", "the log is kept for whole days: 1d at least");
        root.End();
        return file;
    }

    private static async Task<string> TextAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var bytes = await InputFile.ReadAsync(path, MaxBytes, cancellation);
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new UserException($"{path}: not text in UTF-8: a campaign file is YAML (crawler campaign init writes one)");
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            throw new UserException($"{path}: {problem}");
        }
    }
}
