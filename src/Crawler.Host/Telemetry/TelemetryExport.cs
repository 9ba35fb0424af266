using Crawler.Actors.Observations;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Crawler.Host.Telemetry;

/// <summary>Sends metrics and traces by OTLP while a verb runs that serves nothing. What is left is sent when it is disposed.</summary>
internal sealed class TelemetryExport : IDisposable
{
    private readonly MeterProvider _metrics;
    private readonly TracerProvider? _traces;

    private TelemetryExport(TelemetryOptions options)
    {
        if (options.TrackerLabels > 0) CrawlInstruments.OfProcess.MostTrackerLabels = options.TrackerLabels;
        _metrics = TelemetryPipeline.Metrics(Sdk.CreateMeterProviderBuilder().ConfigureResource(TelemetryPipeline.Describe), options).Build();
        _traces = TelemetryPipeline.IsTraced(options)
            ? TelemetryPipeline.Traces(Sdk.CreateTracerProviderBuilder().ConfigureResource(TelemetryPipeline.Describe), options).Build()
            : null;
    }

    /// <summary>Begins; null, and nothing is measured for it, where there is no endpoint.</summary>
    public static TelemetryExport? Start(TelemetryOptions options) => options.OtlpEndpoint is null ? null : new TelemetryExport(options);

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics.Dispose();
    }
}
