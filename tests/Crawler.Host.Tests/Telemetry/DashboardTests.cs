using System.Text.Json;
using System.Text.RegularExpressions;
using Crawler.Lab;

namespace Crawler.Host.Tests.Telemetry;

/// <summary>What is looked at in Grafana, and what Prometheus alerts of, against what is really served.</summary>
[Collection(nameof(ServedMetrics))]
public sealed partial class DashboardTests(ServedMetrics served)
{
    // Words of the query language, and labels it groups by, that look like names of metrics.
    private static readonly string[] Ours = ["crawler_", "dotnet_", "http_server_", "kestrel_"];

    public static TheoryData<string> Files => new(
        "deploy/grafana/dashboards/crawler.json", "deploy/prometheus/rules.yml");

    private static JsonElement[] Panels
    {
        get
        {
            using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "deploy/grafana/dashboards/crawler.json")));
            return [.. dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() != "row").Select(panel => panel.Clone())];
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_metric_that_is_asked_for_is_served(string file)
    {
        var there = served.Series.Select(line => Name().Match(line).Value).ToHashSet();
        var asked = Expressions(file).SelectMany(text => Name().Matches(text)).Select(match => match.Value)
            .Where(name => Ours.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).Distinct().ToList();
        Assert.True(asked.Count > 3);
        Assert.Empty(asked.Except(there));
    }

    [Fact]
    public void Every_panel_has_a_title_a_unit_and_a_description()
    {
        Assert.True(Panels.Length > 20);
        Assert.All(Panels, panel =>
        {
            Assert.False(string.IsNullOrWhiteSpace(panel.GetProperty("title").GetString()));
            Assert.EndsWith(".", panel.GetProperty("description").GetString());
            Assert.False(string.IsNullOrWhiteSpace(panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString()));
            Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray());
        });
    }

    [Fact]
    public void Panels_use_the_datasource_that_is_provisioned_and_do_not_overlap()
    {
        var provisioned = File.ReadAllText(Path.Combine(Checkout.Root, "deploy/grafana/provisioning/datasources/prometheus.yml"));
        var taken = new HashSet<(int, int)>();
        foreach (var panel in Panels)
        {
            Assert.Contains($"uid: {panel.GetProperty("datasource").GetProperty("uid").GetString()}", provisioned, StringComparison.Ordinal);
            var place = panel.GetProperty("gridPos");
            var (x, y, w, h) = (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32(), place.GetProperty("w").GetInt32(), place.GetProperty("h").GetInt32());
            for (var i = 0; i < w * h; i++) Assert.True(taken.Add((x + (i % w), y + (i / w))), $"{panel.GetProperty("title")} lies on another");
        }
    }

    [Theory]
    [InlineData("config", "--syntax-only", "deploy/prometheus/prometheus.yml")]
    [InlineData("rules", "--lint=all", "deploy/prometheus/rules.yml")]
    public async Task Promtool_accepts_the_files_of_prometheus(string what, string how, string file)
    {
        var (exitCode, complaints) = await Promtool.RunAsync("", "check", what, how, Path.Combine(Checkout.Root, file));
        Assert.True(exitCode == 0, complaints);
    }

    private static IEnumerable<string> Expressions(string file)
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Root, file));
        return file.EndsWith(".json", StringComparison.Ordinal)
            ? Panels.SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => Strings().Replace(target.GetProperty("expr").GetString()!, ""))
            : Expression().Matches(text).Select(match => match.Value);
    }

    [GeneratedRegex(@"\b[a-z][a-z0-9_]*\b")]
    private static partial Regex Name();

    [GeneratedRegex("\"[^\"]*\"|by \\([^)]*\\)")]
    private static partial Regex Strings();

    [GeneratedRegex(@"expr:[\s\S]*?(?=\n\s+for:)")]
    private static partial Regex Expression();
}
