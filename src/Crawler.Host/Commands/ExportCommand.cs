using System.CommandLine;
using Crawler.Datasets;
using Crawler.Host.Commands.Datasets;
using Crawler.Host.Crawling;
using Crawler.Host.Formatting;
using Crawler.Host.Progress;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Protocol.Attempts;
using Crawler.Storage;

namespace Crawler.Host.Commands;

/// <summary><c>crawler export</c>: what was measured, as files others can read.</summary>
public static class ExportCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder to make; it must not hold anything." };
        var options = new ExportOptions();
        var verb = new Verb(
            "export",
            "Writes what was measured as a data set to publish: Parquet, CSV or JSON lines.",
            "A folder for each table (announces, sightings, estimates, tracker_hours), a file for each day (UTC), and dataset.json beside them: schema with units, campaigns with settings, hash and seed, address policy, counts and checksums; README.md is the data dictionary (docs/datasets.md). Never written: our own address, and peers' addresses as sent. What is not merged and rolled up yet is first.",
            new Example("crawler export isos-2026", "Everything, as Parquet."),
            new Example("crawler export week --since 7d --format csv --table sightings --table estimates", "Two tables of the last week, for a spreadsheet."),
            new Example("crawler export repeatable --replies", "With the peers of each reply, so that others can make the estimates again."),
            new Example("crawler export public --k 5", "Withhold addresses of networks with fewer than five."))
        {
            folder,
        };
        options.AddTo(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            var path = parse.GetRequiredValue(folder);
            var now = TimeProvider.System.GetUtcNow();
            var filter = await options.FilterAsync(parse, now, cancellation);
            try
            {
                // Not looked at first: counting the rows of a large file fills a cache that would then lie idle.
                await using var store = StoreFactory.Open(options.Location(parse));
                if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()) throw new UserException($"{path} holds something already: a data set is a folder of its own");
                if (filter.WithReplies && await store.Addresses.RegimeAsync(cancellation) is { Form: AddressForm.Truncated })
                    throw new UserException("the store keeps truncated addresses, of which estimates cannot be made again: --replies would publish more to no end (docs/privacy.md)");
                await store.MergeAsync(cancellation: cancellation);
                await store.RollAsync(cancellation: cancellation);
                var (progress, memory) = (new CountedProgress(console, "rows", TimeProvider.System), new FlatMemory(every: 20_000));
                var export = new DatasetExport
                {
                    Tables = options.Tables(parse),
                    Format = options.Format(parse),
                    Filter = filter,
                    Program = $"crawler {CrawlManifest.Version}",
                    Progress = rows =>
                    {
                        progress.Show(rows);
                        memory.Passed(rows);
                    },
                };
                var manifest = await export.WriteAsync(store, path, now, cancellation);
                progress.Clear();
                if (options.Json(parse)) console.Output.WriteLine(JsonLine.Of(DatasetResult.Of(path, manifest)));
                else DatasetText.Write(path, manifest, console.Output);
                return ExitCode.Ok;
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw UserException.Failed($"{path} cannot be written: {error.Message}");
            }
        });
        return verb;
    }
}
