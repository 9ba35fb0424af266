using System.CommandLine;
using Crawler.Datasets;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Progress;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Storage;

namespace Crawler.Host.Commands;

/// <summary><c>crawler import</c>: a published data set as a store, to be reported on.</summary>
public static class ImportCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that export made." };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var verb = new Verb(
            "import",
            "Reads a data set that export wrote into a store of its own, for report and stats.",
            "Checks every file's SHA-256 and every table's checksum, and reads the store again afterwards: what is in it is what was published. The store must be empty; an SQLite file is made. Nobody can crawl into it: the key of its pseudonyms stayed where it was measured. campaign replay and churn work on a data set that was exported with --replies.",
            new Example("crawler import isos-2026 --store isos.db", "Then: crawler report --store isos.db"))
        {
            folder, store, json,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            var path = parse.GetRequiredValue(folder);
            if (!File.Exists(Path.Combine(path, DatasetManifest.FileName))) throw new UserException($"{path} is no data set: it has no {DatasetManifest.FileName}");
            try
            {
                await using var opened = await StoreAccess.OpenOrCreateAsync(StoreOption.LocationOf(parse.GetValue(store)), cancellation);
                var (progress, memory) = (new CountedProgress(console, "rows", TimeProvider.System), new FlatMemory(every: 5_000));
                var tables = await new DatasetImport { Progress = Passed }.ReadAsync(path, opened, cancellation);
                progress.Clear();
                if (parse.GetValue(json)) console.Output.WriteLine(JsonLine.Of(new { Store = opened.Location.ToString(), Tables = tables }));
                else foreach (var table in tables) console.Output.WriteLine($"{table.Name}: {table.Rows} rows{(table.LeftOut > 0 ? $", {table.LeftOut} left out as their address is withheld" : "")}");
                return ExitCode.Ok;

                void Passed(long rows)
                {
                    progress.Show(rows);
                    memory.Passed(rows);
                }
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
            catch (InvalidDataException error)
            {
                throw new UserException(error.Message);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw UserException.Failed($"{path} cannot be read: {error.Message}");
            }
        });
        return verb;
    }
}
