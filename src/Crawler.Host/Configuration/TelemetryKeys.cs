using Crawler.Host.Telemetry;

namespace Crawler.Host.Configuration;

/// <summary>Section <c>Telemetry</c>: what leaves the process of metrics and traces.</summary>
internal static class TelemetryKeys
{
    private static readonly Key<bool> Prometheus = KeyKinds.Toggle("Telemetry:Prometheus", true, "Serve metrics at /metrics for Prometheus.");

    private static readonly Key<Uri?> OtlpEndpoint = new(ReadEndpoint, null)
    {
        Name = "Telemetry:OtlpEndpoint",
        Description = "Where metrics and traces are sent by OTLP; without it nothing is.",
        Allowed = "an http:// or https:// URL without user and password (headers: OTEL_EXPORTER_OTLP_HEADERS)",
        HelpName = "URL",
        Alias = "OTEL_EXPORTER_OTLP_ENDPOINT",
    };

    private static readonly Key<string> OtlpProtocol = KeyKinds.Choice("Telemetry:OtlpProtocol", "How it is sent.", "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "http/protobuf");

    private static readonly Key<double> TraceRatio = KeyKinds.Share(
        "Telemetry:TraceRatio", 0.01, "a share", "Share of the calls that are traced where there is an OTLP endpoint. Without one none is, and it costs nothing.");

    private static readonly Key<long> TrackerLabels = KeyKinds.Number(
        "Telemetry:TrackerLabels", 0, "a number of trackers", 0, 5_000, "Tracker hosts that get a label of their own in crawler.tracker.calls, the first that are called; the others are told together. 0 for no such metric.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Key> All { get; } = [Prometheus, OtlpEndpoint, OtlpProtocol, TraceRatio, TrackerLabels];

    /// <summary>What the configuration says of telemetry.</summary>
    public static TelemetryOptions Read(CrawlerConfiguration configuration) => new()
    {
        Prometheus = configuration.Value(Prometheus),
        OtlpEndpoint = configuration.Value(OtlpEndpoint),
        OtlpOverHttp = configuration.Value(OtlpProtocol) != "grpc",
        TraceRatio = configuration.Value(TraceRatio),
        TrackerLabels = (int)configuration.Value(TrackerLabels),
    };

    private static bool ReadEndpoint(string text, out Uri? value, out string? problem)
    {
        value = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 ? uri : null;
        problem = value is null ? "is no such URL" : null;
        return value is not null;
    }
}
