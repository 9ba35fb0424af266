using System.Globalization;
using Crawler.Host.Configuration;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Storage;
using Crawler.Storage.Retention;

namespace Crawler.Host.Commands.Storage;

/// <summary><c>crawler storage status</c>.</summary>
internal static class StorageStatusVerb
{
    public static Verb Create()
    {
        var store = StoreOption.Create();
        var state = new Flag<string>("--state", Keys.State);
        var json = JsonOption.Create();
        var verb = new Verb(
            "status",
            "What a store holds in each tier, since when, how much disk that takes, and when the cap is reached.",
            "Exits with 1 if the store is over its cap.",
            new Example("crawler storage status --store census.db --json", "For scripts."))
        {
            store, state.Option, json,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            await using var opened = await StoreAccess.OpenExistingAsync(StoreOption.LocationOf(parse.GetValue(store)), cancellation);
            try
            {
                var stock = await opened.Retention.InventoryAsync(cancellation);
                var (merge, roll) = (await opened.LagAsync(cancellation), await opened.RollLagAsync(cancellation));
                var (policy, now) = (RetentionKeys.Read(CrawlerConfiguration.Current), TimeProvider.System.GetUtcNow());
                var full = StorageForecast.FullOn(stock, policy.Cap, now);
                var stateBytes = BytesOf(state.Read(parse));
                if (parse.GetValue(json))
                {
                    console.Output.WriteLine(JsonLine.Of(new
                    {
                        Store = opened.Location.ToString(),
                        Tiers = Enum.GetValues<Tier>().Select(tier => Shape(stock, tier)),
                        stock.RestBytes,
                        stock.UsedBytes,
                        stock.FileBytes,
                        StateBytes = stateBytes,
                        policy.Cap,
                        FullOn = full,
                        UnmergedBatches = merge.Batches,
                        UnrolledBatches = roll.Batches,
                    }));
                }
                else
                {
                    Write(stock, console.Output);
                    console.Output.WriteLine($"in use {Sizes.Format(stock.UsedBytes)}, on disk {Sizes.Format(stock.FileBytes)}; state folder {Sizes.Format(stateBytes)}; not merged {merge.Batches}, not rolled up {roll.Batches} batches");
                    console.Output.WriteLine(policy.Cap is not { } cap ? "no cap (Retention:Cap)"
                        : string.Create(CultureInfo.InvariantCulture, $"cap {Sizes.Format(cap)}, {stock.UsedBytes / (double)cap:P0} of it in use")
                            + (full is { } day ? $"; at this rate full on {day:yyyy-MM-dd}, if nothing were dropped" : ""));
                }

                if (stock.UsedBytes <= (policy.Cap ?? long.MaxValue)) return ExitCode.Ok;
                console.WriteError($"the store is over its cap by {Sizes.Format(stock.UsedBytes - policy.Cap!.Value)}; see: crawler storage prune --dry-run");
                return ExitCode.Failed;
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
        });
        return verb;
    }

    private static object Shape(StoreInventory stock, Tier tier)
    {
        var days = stock.Of(tier);
        return new
        {
            Tier = JsonLine.NameOf(tier),
            From = days.Count == 0 ? (DateOnly?)null : days[0].Day,
            To = days.Count == 0 ? (DateOnly?)null : days[^1].Day,
            Days = days.Count,
            Rows = days.Sum(day => day.Rows),
            Bytes = days.Sum(day => day.Bytes),
        };
    }

    private static void Write(StoreInventory stock, TextWriter output)
    {
        var table = new TextTable("TIER", "FROM", "TO", ">DAYS", ">ROWS", ">BYTES");
        foreach (var tier in Enum.GetValues<Tier>())
        {
            var days = stock.Of(tier);
            var name = tier == Tier.Estimates ? "estimates that can be thinned" : JsonLine.NameOf(tier);
            table.Add(
                name,
                days.Count == 0 ? null : $"{days[0].Day:yyyy-MM-dd}",
                days.Count == 0 ? null : $"{days[^1].Day:yyyy-MM-dd}",
                days.Count,
                days.Sum(day => day.Rows),
                Sizes.Format(days.Sum(day => day.Bytes)));
        }

        table.Add("sightings, names and the rest", null, null, null, null, Sizes.Format(stock.RestBytes));
        table.WriteTo(output);
    }

    /// <summary>The spools and journals of all campaigns; 0 where there is no folder.</summary>
    private static long BytesOf(string folder)
    {
        if (!Directory.Exists(folder)) return 0;
        var everything = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return new DirectoryInfo(folder).EnumerateFiles("*", everything).Sum(file => file.Exists ? file.Length : 0);
    }
}
