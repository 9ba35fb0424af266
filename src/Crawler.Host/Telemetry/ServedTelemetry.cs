using Crawler.Actors.Observations;
using Crawler.Web.Access;
using OpenTelemetry.Metrics;

namespace Crawler.Host.Telemetry;

/// <summary>Metrics and traces of a process that serves.</summary>
internal static class ServedTelemetry
{
    /// <summary>Where Prometheus asks.</summary>
    public const string Path = "/metrics";

    /// <summary>
    /// Adds it. What the store, the boards and the crawls of this process tell is measured too; they come from the container.
    /// </summary>
    public static void AddCrawlerTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        if (options.TrackerLabels > 0) CrawlInstruments.OfProcess.MostTrackerLabels = options.TrackerLabels;
        services.AddSingleton(options);
        services.AddHostedService<StoreGauges>();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(TelemetryPipeline.Describe)
            .WithMetrics(metrics =>
            {
                TelemetryPipeline.Metrics(metrics, options);
                // The names of scope and resource would be labels on every line.
                if (options.Prometheus) metrics.AddPrometheusExporter(prometheus => (prometheus.ScopeInfoEnabled, prometheus.TargetInfoEnabled) = (false, false));
            });
        if (TelemetryPipeline.IsTraced(options)) telemetry.WithTracing(traces => TelemetryPipeline.Traces(traces, options));
    }

    /// <summary>Maps <c>/metrics</c>, for who may read, where it is asked for.</summary>
    public static void MapCrawlerMetrics(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<TelemetryOptions>().Prometheus)
            endpoints.MapPrometheusScrapingEndpoint(Path).RequireAuthorization(AccessPolicy.Read).ExcludeFromDescription();
    }
}
