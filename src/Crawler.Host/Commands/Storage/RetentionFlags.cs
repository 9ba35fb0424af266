using System.CommandLine;
using Crawler.Host.Configuration;
using Crawler.Host.Options;
using Crawler.Host.Terminal;
using Crawler.Storage.Retention;

namespace Crawler.Host.Commands.Storage;

/// <summary>The options that say what is kept.</summary>
internal sealed class RetentionFlags
{
    private readonly Flag<TimeSpan?> _raw = new("--keep-raw", Keys.Keep, "How long the log is kept, in whole days (UTC): 30d.");
    private readonly Flag<TimeSpan?> _hours = new("--keep-hours", RetentionKeys.KeepHours, "How long trackers' hours are kept once their log is gone: 400d.");
    private readonly Flag<TimeSpan?> _days = new("--keep-days", RetentionKeys.KeepDays, "How long trackers' days are kept once their hours are gone.");
    private readonly Flag<long?> _cap = new("--cap", RetentionKeys.Cap, "Disk the store may take: 20GiB.");

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Verb verb)
    {
        foreach (var option in new Option[] { _raw.Option, _hours.Option, _days.Option, _cap.Option }) verb.Add(option);
    }

    /// <summary>What they say.</summary>
    public RetentionPolicy Read(ParseResult parse) =>
        new(_raw.Read(parse), _hours.Read(parse) ?? RetentionPolicy.Standard.KeepHours, _days.Read(parse), _cap.Read(parse));
}
