using System.CommandLine;
using System.Globalization;
using Crawler.Host.Configuration;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Storage;
using Crawler.Storage.Retention;
using Crawler.Storage.Schema;

namespace Crawler.Host.Commands;

/// <summary><c>crawler db</c>: the store's schema and state.</summary>
public static class DbCommand
{
    /// <summary>The verb with its three verbs.</summary>
    public static Command Create() => new Verb(
        "db",
        "Looks after the store.",
        "A crawl gives a new store its schema by itself; a shared one of an older version is migrated by hand.",
        new Example("crawler db status", "Is it there, is it current, how much is in it."),
        new Example("crawler db migrate", "Bring it up to this program's version."),
        new Example("crawler db prune --keep 30d", "Drop what the log holds of days longer ago."))
    {
        Migrate(),
        Status(),
        Prune(),
    };

    private static Verb Migrate()
    {
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var verb = new Verb(
            "migrate",
            "Brings the store's schema up to this program's.",
            "Creates an embedded store if there is none. Doing it again does nothing.",
            new Example("crawler db migrate", "The embedded store in the current folder."),
            new Example("crawler db migrate --store postgres://crawler@db.example/crawler", "A PostgreSQL database, which must exist."))
        {
            store, json,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            await using var opened = StoreFactory.Open(StoreOption.LocationOf(parse.GetValue(store)));
            try
            {
                var applied = await opened.MigrateAsync(cancellation);
                if (parse.GetValue(json)) console.Output.WriteLine(JsonLine.Of(new { Store = opened.Location.ToString(), Applied = applied }));
                else if (applied.Count == 0) console.Output.WriteLine($"{opened.Location} is up to date");
                else console.Output.WriteLine($"{opened.Location}: applied {string.Join(", ", applied)}");
                return ExitCode.Ok;
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
        });
        return verb;
    }

    private static Verb Status()
    {
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var verb = new Verb(
            "status",
            "Tells how the store is: schema, rows, size, and how far the aggregate is behind the log.",
            "Exits with 1 if the store is not ready for use.",
            new Example("crawler db status --json", "For scripts and health checks."))
        {
            store, json,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            await using var opened = StoreFactory.Open(StoreOption.LocationOf(parse.GetValue(store)));
            var status = await opened.StatusAsync(cancellation);
            if (parse.GetValue(json)) console.Output.WriteLine(JsonLine.Of(Shape(status)));
            else WriteText(status, console.Output);
            if (status.Problem is null) return ExitCode.Ok;
            console.WriteError(status.Problem);
            return ExitCode.Failed;
        });
        return verb;
    }

    private static Verb Prune()
    {
        var keep = new Flag<TimeSpan?>("--keep", Keys.Keep, "How long the log is kept, in whole days (UTC): 30d. Needed, here or there.");
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var verb = new Verb(
            "prune",
            "Drops old days of the log, as far as they are merged into the aggregate.",
            "Who was seen where and how large swarms were stays. Attempts, latency and availability of those days are gone.",
            new Example("crawler db prune --keep 30d", "Keep the days that ended in the last thirty."))
        {
            keep.Option, store, json,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            var kept = keep.Read(parse) ?? throw new UserException("how long is the log to be kept? Give --keep, for example --keep 30d, or set Retention:Keep (see 'crawler db prune --help')");
            await using var opened = StoreFactory.Open(StoreOption.LocationOf(parse.GetValue(store)));
            try
            {
                var result = await opened.Retention.PruneAsync(TimeProvider.System.GetUtcNow() - kept, cancellation);
                if (parse.GetValue(json)) console.Output.WriteLine(JsonLine.Of(result));
                else WriteText(result, console.Output);
                return ExitCode.Ok;
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
        });
        return verb;
    }

    private static void WriteText(RetentionResult result, TextWriter output)
    {
        var amount = string.Join(", ", new[]
        {
            result.Attempts is { } attempts ? $"{Number(attempts)} attempts" : null,
            result.Bytes is { } bytes ? Sizes.Format(bytes) : null,
        }.OfType<string>());
        output.WriteLine(result.Dropped.Count == 0 ? "nothing dropped" : $"dropped {Days(result.Dropped)}: {amount}");
        if (result.Unmerged.Count > 0) output.WriteLine($"kept {Days(result.Unmerged)}: not merged yet; crawler report merges what is left");
        if (result.Busy.Count > 0) output.WriteLine($"kept {Days(result.Busy)}: in use; try again later");
    }

    private static string Days(IReadOnlyList<DateOnly> days) => days.Count == 1
        ? $"{days[0]:yyyy-MM-dd}"
        : $"{days.Count} days, {days[0]:yyyy-MM-dd} to {days[^1]:yyyy-MM-dd}";

    private static object Shape(StoreStatus status) => new
    {
        Store = status.Location,
        Provider = JsonLine.NameOf(status.Provider),
        status.Reachable,
        status.Problem,
        Applied = status.AppliedMigrations,
        Pending = status.PendingMigrations,
        status.Rows,
        LagBatches = status.Lag?.Batches,
        status.SizeBytes,
    };

    private static void WriteText(StoreStatus status, TextWriter output) => new FactSheet()
        .Add("Store", status.Location)
        .Add("Reachable", status.Reachable ? "yes" : "no")
        .Add("Schema", status.AppliedMigrations.Count == 0 ? null : status.AppliedMigrations[^1])
        .Add("Pending", status.PendingMigrations.Count == 0 ? null : string.Join(", ", status.PendingMigrations))
        .Add("Campaigns", Number(status.Rows?.Campaigns))
        .Add("Torrents", Number(status.Rows?.Torrents))
        .Add("Trackers", Number(status.Rows?.Trackers))
        .Add("Attempts", Rough(status.Rows?.Attempts, status.Rows))
        .Add("Sightings", Rough(status.Rows?.Sightings, status.Rows))
        .Add("Unmerged", status.Lag is { } lag ? $"{Number(lag.Batches)} batches" : null)
        .Add("Size", status.SizeBytes is { } size ? Sizes.Format(size) : null)
        .WriteTo(output);

    private static string? Rough(long? number, RowCounts? rows) => rows is { Approximate: true } ? $"about {Number(number)}" : Number(number);

    private static string? Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture);
}
