using System.CommandLine;
using Crawler.Host.Configuration;
using Crawler.Host.Notifying;
using Crawler.Host.Options;
using Crawler.Host.Serving;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Storage;
using Crawler.Web;

namespace Crawler.Host.Commands;

/// <summary><c>crawler serve</c>: pages, API and metrics.</summary>
public static class ServeCommand
{
    private const string Summary = "Serves what is stored as pages, an API and metrics, and runs campaigns if asked to.";

    private const string Details =
        "Listens on this machine only, where whoever reaches it may do everything. To be reached from elsewhere it needs a token (CRAWLER_WEB__READTOKEN, CRAWLER_WEB__OPERATETOKEN, or a file that holds one), or --public-read-only. With --campaign it also crawls; how a crawl elsewhere stands is read from the store. Tells by webhook and mail what turns, where that is configured (docs/notifications.md). Runs until --for is over or Ctrl-C.";

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var store = StoreOption.Create();
        var listen = new Option<string?>("--listen") { HelpName = "URL", Description = $"Where to listen; port 0 takes a free one. [default: {new WebOptions().Listen}, or key Web:Listen]" };
        var campaigns = new Option<string[]>("--campaign") { HelpName = "FILE", Description = "Also run this campaign file. Can be given several times.", DefaultValueFactory = _ => [] };
        var publicReadOnly = new Option<bool>("--public-read-only") { Description = "Let anybody read; to operate takes a token." };
        var publicStatus = new Option<bool>("--public-status") { Description = "Let anybody see the status page, badges, feed and lists of trackers." };
        var readToken = new Option<string?>("--read-token-file") { HelpName = "FILE", Description = "Whoever shows what stands in this file may read." };
        var operateToken = new Option<string?>("--operate-token-file") { HelpName = "FILE", Description = "Whoever shows what stands in this file may read and operate." };
        var duration = DurationOption.Create("--for", "How long to serve. [default: until Ctrl-C]");
        var verb = new Verb(
            "serve",
            Summary,
            Details,
            new Example("crawler serve", "Pages of ./crawler.db at http://127.0.0.1:8420."),
            new Example("crawler serve --campaign swarms.yaml", "Run a campaign and watch it."),
            new Example("crawler serve --cluster --campaign swarms.yaml --cluster-listen 127.0.0.2:8421 --seed 127.0.0.2:8421", "The first node of a cluster."),
            new Example("crawler serve --store postgres://crawler@db.example/crawler --listen http://0.0.0.0:8420 --public-read-only", "For anybody to read."))
        {
            store, listen, campaigns, publicReadOnly, publicStatus, readToken, operateToken, duration,
        };
        var network = new NetworkOptions(verb);
        var states = new StateOptions(verb);
        var cluster = new ClusterFlags(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            var options = WebKeys.Read(CrawlerConfiguration.Current);
            options.Listen = parse.GetValue(listen) ?? options.Listen;
            options.PublicReadOnly |= parse.GetValue(publicReadOnly);
            options.PublicStatus |= parse.GetValue(publicStatus);
            options.ReadToken = await TokenAsync(parse.GetValue(readToken), cancellation) ?? options.ReadToken;
            options.OperateToken = await TokenAsync(parse.GetValue(operateToken), cancellation) ?? options.OperateToken;
            var run = new ServeRun(options, network.Read(parse), console, TimeProvider.System)
            {
                Notify = NotifyDestinations.IfConfigured() is { } notify ? (notify, states.Read(parse).Folder) : null,
                State = file => states.Read(parse, file.State, file.SpoolLimit),
                Cluster = cluster.Read(parse, parse.GetRequiredValue(campaigns).Length > 0),
            };
            try
            {
                await using var opened = await StoreAccess.OpenOrCreateAsync(StoreOption.LocationOf(parse.GetValue(store)), cancellation);
                return await run.RunAsync(opened, parse.GetRequiredValue(campaigns), parse.GetValue(duration), cancellation);
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
        });
        return verb;
    }

    private static async Task<string?> TokenAsync(string? path, CancellationToken cancellation)
    {
        if (path is null) return null;
        try
        {
            var token = (await File.ReadAllTextAsync(path, cancellation)).Trim();
            return token.Length > 0 ? token : throw new UserException($"{path} holds no token");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"cannot read the token in {path}: {error.Message}");
        }
    }
}
