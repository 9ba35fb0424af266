using System.Diagnostics;
using Crawler.Lab;

namespace Crawler.EndToEnd;

public class ComposeFileTests
{
    [Fact]
    public Task Docker_compose_accepts_the_file() => RunAsync("config", "-q");

    [Fact]
    public void Without_a_profile_it_crawls_with_one_it_shows_and_with_the_other_it_is_watched()
    {
        Assert.Equal(["postgres", "crawler"], ServicesOf(null));
        Assert.Equal(["web"], ServicesOf("web"));
        Assert.Equal(["web", "prometheus", "grafana"], ServicesOf("monitoring"));
        Assert.Equal(["crawler-1", "crawler-2", "crawler-3", "cluster-web"], ServicesOf("cluster"));
    }

    [Fact]
    public void Every_port_is_of_this_machine_alone_and_every_image_has_a_version()
    {
        var ports = Services.Values.SelectMany(service => List(service, "ports")).ToList();
        Assert.Equal(4, ports.Count);
        Assert.All(ports, port => Assert.StartsWith("127.0.0.1:", port));
        Assert.All(Services.Values.Select(service => (string)service["image"]).Where(image => image != "crawler"), image => Assert.Matches(":v?[0-9]", image));
    }

    [Fact]
    public void Files_that_are_mounted_are_there()
    {
        var mounted = Services.Values.SelectMany(service => List(service, "volumes")).Where(volume => volume.StartsWith("./deploy/", StringComparison.Ordinal)).Select(volume => volume.Split(':')[0]).ToList();
        Assert.Equal(3, mounted.Count);
        Assert.All(mounted, folder => Assert.True(Directory.Exists(Path.Combine(Checkout.Root, folder)), folder));
    }

    private static Dictionary<string, Dictionary<string, object>> Services
    {
        get
        {
            // Anchors stand outside of the services and are merged into them.
            using var text = File.OpenText(Path.Combine(Checkout.Root, "docker-compose.yml"));
            var file = new YamlDotNet.Serialization.Deserializer().Deserialize<Dictionary<string, object>>(new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(text)));
            return ((Dictionary<object, object>)file["services"]).ToDictionary(
                service => (string)service.Key, service => ((Dictionary<object, object>)service.Value).ToDictionary(pair => (string)pair.Key, pair => pair.Value));
        }
    }

    private static string[] ServicesOf(string? profile) =>
        [.. Services.Where(service => profile is null ? !service.Value.ContainsKey("profiles") : List(service.Value, "profiles").Contains(profile)).Select(service => service.Key)];

    private static List<string> List(Dictionary<string, object> service, string key) =>
        service.TryGetValue(key, out var list) ? [.. ((List<object>)list).Cast<string>()] : [];

    private static async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(DebianProgram.Require("docker-compose", "docker-compose"), ["-f", "docker-compose.yml", .. arguments])
        {
            WorkingDirectory = Checkout.Root,
            RedirectStandardError = true,
        };
        using var compose = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Eventually.Patience);

        var complaints = await compose.StandardError.ReadToEndAsync(patience.Token);
        await compose.WaitForExitAsync(patience.Token);

        Assert.True(compose.ExitCode == 0, $"docker-compose config ended with {compose.ExitCode}: {complaints}");
    }
}
