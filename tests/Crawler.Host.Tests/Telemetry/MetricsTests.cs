using System.Diagnostics;
using System.Text.RegularExpressions;
using Crawler.Lab;

namespace Crawler.Host.Tests.Telemetry;

[Collection(nameof(ServedMetrics))]
public sealed partial class MetricsTests(ServedMetrics served)
{
    // Whoever adds a label adds it here, having thought about how many values it can take.
    private static readonly string[] Labels =
    [
        "campaign", "campaign_id", "config_hash", "kind", "le", "network_protocol_name", "network_type", "outcome", "seed", "server_address", "state", "vantage", "version",
        // ASP.NET's and the runtime's.
        "aspnetcore_user_is_authenticated", "error_type", "gc_heap_generation", "http_request_method", "http_response_status_code", "http_route", "cpu_mode",
        "network_protocol_version", "network_transport", "server_port", "url_scheme", "aspnetcore_rate_limiting_policy", "aspnetcore_rate_limiting_result", "tls_protocol_version",
        "db_client_connection_pool_name", "db_client_connection_state",
    ];

    [Fact]
    public async Task Promtool_finds_nothing_to_say_of_the_metrics()
    {
        var (exitCode, complaints) = await Promtool.RunAsync(served.Text, "check", "metrics");
        Assert.True(exitCode == 0 && complaints.Length == 0, $"promtool check metrics ended with {exitCode}: {complaints}");
    }

    [Theory]
    [InlineData("crawler_calls_total", "outcome=\"ok\"")]
    [InlineData("crawler_calls_total", "network_type=\"ipv4\"")]
    [InlineData("crawler_call_duration_seconds_bucket", "network_protocol_name=\"udp\"")]
    [InlineData("crawler_call_lateness_seconds_bucket", "le=\"0.1\"")]
    [InlineData("crawler_peers_new_total", "")]
    [InlineData("crawler_spool_size_bytes", "")]
    [InlineData("crawler_campaign_sessions", "campaign=\"demo\"")]
    [InlineData("crawler_campaign_silence_seconds", "campaign_id=\"")]
    [InlineData("crawler_campaign_info", "config_hash=\"")]
    [InlineData("crawler_store_reachable", "")]
    [InlineData("crawler_trackers", "state=\"unknown\"")]
    [InlineData("crawler_tracker_calls_total", "server_address=\"127.0.0.1\"")]
    [InlineData("dotnet_gc_collections_total", "")]
    public void What_is_promised_is_there(string name, string label) =>
        Assert.Contains(served.Series, line => Name().Match(line).Value == name && line.Contains(label, StringComparison.Ordinal));

    [Fact]
    public void Every_metric_of_ours_is_documented()
    {
        var page = File.ReadAllText(Path.Combine(Checkout.Root, "docs/monitoring.md"));
        var names = served.Text.Split('\n').Where(line => line.StartsWith("# TYPE crawler_", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();
        Assert.True(names.Count > 20);
        Assert.All(names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void No_label_is_there_that_was_not_thought_about()
    {
        var labels = served.Series.SelectMany(line => Label().Matches(line)).Select(match => match.Groups[1].Value).Distinct();
        Assert.Empty(labels.Except(Labels));
    }

    [Fact]
    public void No_infohash_and_no_url_is_in_metrics_or_spans()
    {
        var spans = served.Spans.Select(span => $"{span.DisplayName} {string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}");
        foreach (var text in spans.Append(served.Text))
        {
            Assert.All(served.Hashes, hash => Assert.DoesNotContain(hash, text, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("/announce", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_call_can_be_followed_from_due_to_stored()
    {
        var announce = served.Spans.First(span => span.DisplayName == "announce" && span.Status != ActivityStatusCode.Error && served.Spans.Any(step => step.ParentSpanId == span.SpanId && step.DisplayName == "wait"));
        Assert.Equal(ActivityKind.Client, announce.Kind);
        Assert.Equal("127.0.0.1", announce.GetTagItem("server.address"));
        Assert.Equal("ok", announce.GetTagItem("crawler.outcome"));

        var steps = served.Spans.Where(span => span.ParentSpanId == announce.SpanId).OrderBy(step => step.StartTimeUtc).ToList();
        Assert.Equal(["wait", "exchange"], steps.Select(step => step.DisplayName).Where(name => name != "dns"));
        Assert.All(steps, step => Assert.True(step.StartTimeUtc >= announce.StartTimeUtc && step.StartTimeUtc + step.Duration <= announce.StartTimeUtc + announce.Duration + TimeSpan.FromMilliseconds(1)));

        var appends = served.Spans.Where(span => span.DisplayName == "append").ToList();
        Assert.Contains(appends, append => append.Links.Any(link => served.Spans.Any(span => span.SpanId == link.Context.SpanId && span.DisplayName == "announce")));
    }

    [GeneratedRegex(@"^[a-z0-9_]+")]
    private static partial Regex Name();

    [GeneratedRegex("[{,]([a-z_]+)=\"")]
    private static partial Regex Label();
}
