namespace Crawler.Host.Telemetry;

/// <summary>What leaves the process of metrics and traces.</summary>
internal sealed record TelemetryOptions
{
    /// <summary>Whether metrics are served to Prometheus.</summary>
    public bool Prometheus { get; init; } = true;

    /// <summary>Where metrics and traces are sent; null: nowhere.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Whether by HTTP and protocol buffers rather than gRPC.</summary>
    public bool OtlpOverHttp { get; init; }

    /// <summary>Share of the calls that are traced, 0–1; none without an endpoint.</summary>
    public double TraceRatio { get; init; } = 0.01;

    /// <summary>Tracker hosts that get a label of their own; 0 for none.</summary>
    public int TrackerLabels { get; init; }
}
