using System.Globalization;
using System.Text.Json.Nodes;
using Crawler.Web.Api.Queries;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Crawler.Web.Api.Documents;

/// <summary>What the document says of each operation: its parameters, and what each status means.</summary>
internal sealed class OperationWords : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, (string Description, JsonNode Example)> InPath = new()
    {
        ["infohash"] = ("What trackers know the torrent by: 40 hexadecimal digits.", "0123456789abcdef0123456789abcdef01234567"),
        ["id"] = ("The number, as the list gives it.", 1),
        ["name"] = ("The list's name, or a percentage.", "stable"),
        ["percentage"] = ("Least uptime in percent, 0 to 100.", 95),
    };

    private static readonly Dictionary<string, string> Statuses = new()
    {
        ["200"] = "What was asked for.",
        ["304"] = "What was asked for has not changed since the entity tag in `If-None-Match`.",
        ["400"] = "It cannot be understood; `detail` says why.",
        ["401"] = "A token is needed, or the one sent is not known.",
        ["403"] = "The token does not allow it.",
        ["404"] = "There is no such thing.",
        ["409"] = "Not as things are; `detail` says why.",
        ["429"] = "Too many requests; `Retry-After` says when to come back.",
        ["503"] = "The store does not answer, or nobody looked yet; `Retry-After` says when to come back.",
    };

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Path))
            if (InPath.TryGetValue(parameter.Name!, out var words))
                (parameter.Description, parameter.Example) = (words.Description, words.Example.DeepClone());
        foreach (var parameter in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryParameter>()) operation.Parameters.Add(Of(parameter));
        foreach (var (status, response) in operation.Responses ?? [])
            if (response is OpenApiResponse words && Statuses.TryGetValue(status, out var meaning))
                words.Description = meaning;
        operation.Responses = Ascending(operation.Responses);
        return Task.CompletedTask;
    }

    private static OpenApiResponses Ascending(OpenApiResponses? responses)
    {
        var ascending = new OpenApiResponses();
        foreach (var (status, response) in (responses ?? []).OrderBy(one => one.Key, StringComparer.Ordinal)) ascending.Add(status, response);
        return ascending;
    }

    private static OpenApiParameter Of(QueryParameter parameter) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = parameter.Description,
        Example = Node(parameter, parameter.Example),
        Schema = new OpenApiSchema
        {
            Type = parameter.Type switch
            {
                "integer" => JsonSchemaType.Integer,
                "number" => JsonSchemaType.Number,
                "boolean" => JsonSchemaType.Boolean,
                _ => JsonSchemaType.String,
            },
            Default = parameter.DefaultText is { } text ? Node(parameter, text) : null,
            Enum = parameter.Values.Count > 0 ? [.. parameter.Values.Select(value => (JsonNode)value)] : null,
            Minimum = parameter.Least?.ToString(CultureInfo.InvariantCulture),
            Maximum = parameter.Most?.ToString(CultureInfo.InvariantCulture),
        },
    };

    private static JsonNode Node(QueryParameter parameter, string text) => parameter.Type == "string" ? JsonValue.Create(text) : JsonNode.Parse(text)!;
}
