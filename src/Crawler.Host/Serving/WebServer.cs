using System.Net.Sockets;
using Crawler.Host.Configuration;
using Crawler.Host.Crawling;
using Crawler.Host.Telemetry;
using Crawler.Host.Terminal;
using Crawler.Storage;
using Crawler.Web;
using Crawler.Web.Access;
using Crawler.Web.Live;
using Crawler.Web.Operating;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Crawler.Host.Serving;

/// <summary>The face on a port, from when it listens to when it is disposed.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private const long LargestBody = 64 * 1024;

    private readonly WebApplication _app;

    private WebServer(WebApplication app, string address) => (_app, Address) = (app, address);

    /// <summary>Where it listens, with the port it was given.</summary>
    public string Address { get; }

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it.</summary>
    /// <exception cref="UserException">It cannot be started so.</exception>
    public static async Task<WebServer> StartAsync(
        WebOptions options, ICrawlStore store, ILiveCrawls live, ITrackerCheck check, TimeProvider time, CancellationToken cancellation, IClusterView? cluster = null)
    {
        if (new AccessRules(options).Problems().ToList() is { Count: > 0 } problems) throw new UserException(string.Join("; ", problems));
        // Found beside the program, whatever folder it is started in; of a build, where the manifest says.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "crawler",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(options.Listen);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxConcurrentConnections = 2_000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        // One clear line on stderr is the whole of our logging; a fault of a request is in its answer.
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, SignalsAreOurs>();
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = TimeSpan.FromSeconds(5);
            // A board that fails is no reason to close the port.
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(live);
        builder.Services.AddSingleton(check);
        if (cluster is not null) builder.Services.AddSingleton(cluster);
        builder.Services.AddCrawlerWeb(options);
        builder.Services.AddCrawlerTelemetry(TelemetryKeys.Read(CrawlerConfiguration.Current));
        var app = builder.Build();
        app.UseCrawlerWeb();
        app.MapCrawlerMetrics();
        app.MapStaticAssets(Path.Combine(AppContext.BaseDirectory, "crawler.staticwebassets.endpoints.json")).RequireAuthorization(AccessPolicy.Open);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await app.DisposeAsync();
            throw UserException.Failed($"{options.Listen} is in use: another crawler, perhaps; take another port with --listen");
        }
        catch (Exception refused) when (refused is SocketException or IOException or InvalidOperationException)
        {
            await app.DisposeAsync();
            throw UserException.Failed($"cannot listen on {options.Listen}: {refused.Message}");
        }

        return new WebServer(app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Answers what is asked already, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
