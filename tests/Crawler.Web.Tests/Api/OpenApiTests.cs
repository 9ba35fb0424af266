using Crawler.Lab;
using Crawler.Web.Tests.Samples;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Crawler.Web.Tests.Api;

/// <summary>The document that describes the API.</summary>
public sealed class OpenApiTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task The_document_is_valid_and_says_something_of_everything()
    {
        var read = OpenApiDocument.Parse(await web.Client.GetStringAsync("/openapi/v1.json"), "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.All(Operations(read.Document!), one =>
        {
            Assert.False(string.IsNullOrWhiteSpace(one.Operation.OperationId), one.Path);
            Assert.False(string.IsNullOrWhiteSpace(one.Operation.Summary), one.Path);
            Assert.False(string.IsNullOrWhiteSpace(one.Operation.Description), one.Path);
            Assert.All(one.Operation.Parameters ?? [], parameter => Assert.False(string.IsNullOrWhiteSpace(parameter.Description) || parameter.Example is null, $"{one.Path} {parameter.Name}"));
            Assert.Contains(one.Operation.Responses!, response => response.Key.StartsWith('4'));
        });
        Assert.All(read.Document!.Components!.Schemas!.SelectMany(schema => schema.Value.Properties ?? new Dictionary<string, IOpenApiSchema>(), (schema, property) => (schema.Key, property)), one =>
            Assert.True(one.Key == "ProblemDetails" || !string.IsNullOrWhiteSpace(one.property.Value.Description), $"{one.Key}.{one.property.Key} is not described"));
    }

    [Fact]
    public async Task Every_route_of_the_API_is_in_the_document()
    {
        var document = OpenApiDocument.Parse(await web.Client.GetStringAsync("/openapi/v1.json"), "json").Document!;

        var mapped = web.Parts.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace(":int", ""))
            .Where(path => path.StartsWith("/api/", StringComparison.Ordinal) && !path.Contains("**"))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(mapped, document.Paths.Keys.Where(path => path.StartsWith("/api/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_document_in_docs_is_current()
    {
        var served = await web.Client.GetStringAsync("/openapi/v1.json");
        var path = Path.Combine(Checkout.Root, "docs", "openapi.json");
        // Written anew with: CRAWLER_WRITE_DOCS=1 ./test --filter OpenApiTests
        if (Environment.GetEnvironmentVariable("CRAWLER_WRITE_DOCS") == "1") await File.WriteAllTextAsync(path, served);

        Assert.Equal(await File.ReadAllTextAsync(path), served);
    }

    [Fact]
    public async Task The_page_for_people_has_no_script_of_its_own()
    {
        var page = await web.Client.GetStringAsync("/docs/api");

        Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("/api/v1/torrents/{infohash}/sizes", page);
        Assert.Contains("schema-Torrent\"", page);
    }

    private static IEnumerable<(string Path, OpenApiOperation Operation)> Operations(OpenApiDocument document) =>
        document.Paths.SelectMany(path => path.Value.Operations ?? [], (path, operation) => ($"{operation.Key} {path.Key}", operation.Value));
}
