using System.CommandLine;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Storage;
using Crawler.Storage.Retention;

namespace Crawler.Host.Commands.Storage;

/// <summary><c>crawler storage prune</c>: what a running crawl does every hour, for when none runs.</summary>
internal static class StoragePruneVerb
{
    public static Verb Create()
    {
        var flags = new RetentionFlags();
        var dry = new Option<bool>("--dry-run") { Description = "Only tell what would be dropped, in which order and why." };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var verb = new Verb(
            "prune",
            "Drops what is older than it is to be kept, and near the cap the oldest of what is left.",
            "Never today's, nor what is not merged and rolled up. Exits with 1 if the cap cannot be held by what may be dropped.",
            new Example("crawler storage prune --keep-raw 30d", "Calls of the last thirty days; hours and days stay as they are."),
            new Example("crawler storage prune --cap 20GiB --dry-run", "What would go to stay under 20 GiB."))
        {
            dry, store, json,
        };
        flags.AddTo(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            var (policy, now, isDry) = (flags.Read(parse), TimeProvider.System.GetUtcNow(), parse.GetValue(dry));
            await using var opened = await StoreAccess.OpenExistingAsync(StoreOption.LocationOf(parse.GetValue(store)), cancellation);
            try
            {
                var plan = isDry ? RetentionPlan.Of(policy, Settled(await opened.Retention.InventoryAsync(cancellation)), now) : null;
                var outcome = isDry ? null : await opened.KeepAsync(policy, now, cancellation);
                var last = plan ?? outcome!.Last;
                var (steps, bytes) = (plan?.Steps ?? outcome!.Done, outcome?.UsedBytes ?? last.BytesAfter);
                if (parse.GetValue(json))
                {
                    console.Output.WriteLine(JsonLine.Of(new
                    {
                        Store = opened.Location.ToString(),
                        DryRun = isDry,
                        Steps = steps.Select(step => new { Tier = JsonLine.NameOf(step.Tier), step.From, step.To, step.Days, step.Rows, step.Bytes, Reason = JsonLine.NameOf(step.Reason) }),
                        last.Unsettled,
                        UsedBytes = bytes,
                        policy.Cap,
                        last.Holds,
                    }));
                }
                else
                {
                    foreach (var step in steps) console.Output.WriteLine(Line(step, isDry));
                    if (steps.Count == 0) console.Output.WriteLine("nothing to drop");
                    if (last.Unsettled.Count > 0) console.Output.WriteLine($"{last.Unsettled.Count} {(last.Unsettled.Count == 1 ? "day stays" : "days stay")}: not merged and rolled up yet");
                    console.Output.WriteLine($"in use {(isDry ? "then about" : "now")} {Sizes.Format(bytes)}");
                }

                if (last.Holds) return ExitCode.Ok;
                console.WriteError($"the cap of {Sizes.Format(policy.Cap!.Value)} cannot be held: nothing more may be dropped; raise it, or keep fewer campaigns in one store");
                return ExitCode.Failed;
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
        });
        return verb;
    }

    /// <summary>As it will be when it is done, which begins with merging and rolling up.</summary>
    private static StoreInventory Settled(StoreInventory stock) => stock with { Raw = [.. stock.Raw.Select(day => day with { IsSettled = true })] };

    private static string Line(RetentionStep step, bool isDry)
    {
        var what = (step.Tier, isDry) switch
        {
            (Tier.Estimates, true) => "would thin estimates of",
            (Tier.Estimates, false) => "thinned estimates of",
            (_, true) => $"would drop {JsonLine.NameOf(step.Tier)} of",
            (_, false) => $"dropped {JsonLine.NameOf(step.Tier)} of",
        };
        return $"{what} {step.Days} {(step.Days == 1 ? "day" : "days")}, {step.From:yyyy-MM-dd} to {step.To:yyyy-MM-dd}, about {Sizes.Format(step.Bytes)}: {(step.Reason == RetentionReason.Age ? "older than is kept" : "near the cap")}";
    }
}
