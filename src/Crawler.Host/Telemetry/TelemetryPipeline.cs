using Crawler.Actors.Observations;
using Crawler.Host.Crawling;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Crawler.Host.Telemetry;

/// <summary>Which meters and spans there are, and where they go: the same in every verb.</summary>
internal static class TelemetryPipeline
{
    private static readonly string[] Meters =
        [CrawlInstruments.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "Npgsql"];

    /// <summary>The runtime's that are named as only a part of a histogram may be in Prometheus, and that nobody needs.</summary>
    private static readonly string[] LeftOut = ["dotnet.assembly.count", "dotnet.process.cpu.count", "dotnet.timer.count"];

    /// <summary>Whether calls are traced at all.</summary>
    public static bool IsTraced(TelemetryOptions options) => options is { OtlpEndpoint: not null, TraceRatio: > 0 };

    /// <summary>Says who sends.</summary>
    public static void Describe(ResourceBuilder resource) => resource.AddService("crawler", serviceVersion: CrawlManifest.Version);

    /// <summary>The meters, and OTLP where it is asked for.</summary>
    public static MeterProviderBuilder Metrics(MeterProviderBuilder builder, TelemetryOptions options)
    {
        builder.AddMeter(Meters);
        foreach (var name in LeftOut) builder.AddView(name, MetricStreamConfiguration.Drop);
        return options.OtlpEndpoint is null ? builder : builder.AddOtlpExporter(otlp => Send(otlp, options, "v1/metrics"));
    }

    /// <summary>A share of the calls, and OTLP.</summary>
    public static TracerProviderBuilder Traces(TracerProviderBuilder builder, TelemetryOptions options) => builder
        .AddSource(CrawlInstruments.Name)
        .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceRatio)))
        .AddOtlpExporter(otlp => Send(otlp, options, "v1/traces"));

    /// <summary>Headers and the rest are read by the exporter from the usual environment variables.</summary>
    private static void Send(OtlpExporterOptions otlp, TelemetryOptions options, string path)
    {
        otlp.Protocol = options.OtlpOverHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        var root = options.OtlpEndpoint!.ToString();
        otlp.Endpoint = options.OtlpOverHttp ? new Uri($"{root.TrimEnd('/')}/{path}") : options.OtlpEndpoint;
    }
}
