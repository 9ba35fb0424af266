using Crawler.Lab;
using YamlDotNet.RepresentationModel;

namespace Crawler.EndToEnd;

/// <summary>The manifests of deploy/kubernetes are YAML, agree with each other, and name keys that there are.</summary>
public class KubernetesTests
{
    private static string Folder => Path.Combine(Checkout.Root, "deploy", "kubernetes");

    [Fact]
    public void Every_file_is_named_and_every_document_has_a_kind_and_a_name()
    {
        var kustomization = Documents("kustomization.yaml").Single();
        var named = Scalars(kustomization["resources"]).Append("kustomization.yaml").Append("campaign.yaml");

        Assert.Equal(Directory.GetFiles(Folder).Select(Path.GetFileName).Order(), named.Order());
        Assert.All(Objects, one => Assert.False(string.IsNullOrEmpty((string?)one["kind"]) || string.IsNullOrEmpty((string?)one["metadata"]["name"])));
    }

    [Fact]
    public async Task Every_variable_is_a_key_of_the_configuration()
    {
        var keys = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "docs", "configuration.md"));
        var variables = Objects.SelectMany(Variables).Where(name => name.StartsWith("CRAWLER_", StringComparison.Ordinal)).Distinct().ToList();

        Assert.Contains("CRAWLER_CLUSTER__SECRET", variables);
        Assert.All(variables, name => Assert.Contains(name == "CRAWLER_STORE" ? $"`{name}`" : $"`{name["CRAWLER_".Length..].Replace("__", ":", StringComparison.Ordinal)}`", keys, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Selectors_choose_pods_that_there_are_and_ports_are_those_listened_on()
    {
        var pods = Objects.Where(one => (string)one["kind"]! is "StatefulSet" or "Deployment").Select(one => one["spec"]["template"]).ToList();
        Assert.Equal(2, pods.Count);
        foreach (var service in Objects.Where(one => (string)one["kind"]! == "Service"))
        {
            var selector = (YamlMappingNode)service["spec"]["selector"];
            Assert.Contains(pods, pod => selector.All(label => (string?)pod["metadata"]["labels"][label.Key] == (string?)label.Value));
        }

        Assert.All(pods, pod => Assert.Contains("8421", Scalars(pod["spec"]["containers"][0]["ports"])));
        Assert.All(pods, pod => Assert.Equal("true", (string?)pod["spec"]["securityContext"]["runAsNonRoot"]));
    }

    private static IEnumerable<YamlNode> Objects => Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)!)
        .Where(file => file is not ("kustomization.yaml" or "campaign.yaml")).SelectMany(Documents);

    private static IEnumerable<YamlNode> Documents(string file)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(Path.Combine(Folder, file));
        stream.Load(text);
        return stream.Documents.Select(document => document.RootNode).ToList();
    }

    private static IEnumerable<string> Variables(YamlNode one) => one.AllNodes.OfType<YamlMappingNode>()
        .Where(node => node.Children.ContainsKey("name") && (node.Children.ContainsKey("value") || node.Children.ContainsKey("valueFrom"))).Select(node => (string)node["name"]!);

    private static IEnumerable<string> Scalars(YamlNode node) => node.AllNodes.OfType<YamlScalarNode>().Select(scalar => scalar.Value!);
}
