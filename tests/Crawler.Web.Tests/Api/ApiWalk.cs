using Crawler.Web.Tests.Samples;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crawler.Web.Tests.Api;

/// <summary>Everything that can be asked for with GET, by what is mapped: what comes later is walked too.</summary>
internal static class ApiWalk
{
    /// <summary>Values for what stands in a path, the one with a passkey and the one that is hostile among them.</summary>
    private static readonly Dictionary<string, string[]> InPath = new()
    {
        ["id"] = ["1", "2", "3", "4", "7", "9", "10"],
        ["infohash"] = [.. SampleTorrents.All.Take(6).Select(torrent => torrent.InfoHash.ToString())],
        ["hash"] = [.. SampleTorrents.All.Take(6).Select(torrent => torrent.InfoHash.ToString())],
        ["name"] = ["all", "stable", "0"],
        ["percentage"] = ["0", "95"],
        ["kind"] = ["size", "claims", "new-peers", "overlap", "latency", "outcomes", "uptime"],
        ["format"] = ["svg"],
        ["code"] = ["404"],
        ["status"] = ["404"],
    };

    /// <summary>All paths, parameters filled in.</summary>
    public static IReadOnlyList<string> Paths(WebFixture web) =>
    [
        .. web.Parts.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
            .SelectMany(endpoint => Filled(endpoint.RoutePattern))
            // A stream has no end.
            .Where(path => !path.EndsWith("/live", StringComparison.Ordinal) || path.StartsWith("/health", StringComparison.Ordinal) || path == "/api/live")
            .Distinct(),
    ];

    private static IEnumerable<string> Filled(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern)
    {
        IEnumerable<string> paths = [""];
        foreach (var segment in pattern.PathSegments)
        {
            IEnumerable<string> texts = [""];
            foreach (var part in segment.Parts)
            {
                var values = part switch
                {
                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => [literal.Content],
                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => [separator.Content],
                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => InPath.GetValueOrDefault(parameter.Name, ["1"]),
                    _ => (string[])[""],
                };
                texts = [.. texts.SelectMany(_ => values, (text, value) => text + value)];
            }

            paths = [.. paths.SelectMany(_ => texts, (path, text) => $"{path}/{text}")];
        }

        return paths.Select(path => path.Length == 0 ? "/" : path);
    }
}
