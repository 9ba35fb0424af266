using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Crawler.Web.Api.Documents;

/// <summary>What the document says of the API as a whole.</summary>
internal sealed class DocumentWords : IOpenApiDocumentTransformer
{
    /// <summary>Name of the token's scheme.</summary>
    public const string Bearer = "bearer";

    private static readonly (string Name, string Description)[] Tags =
    [
        ("overview", "Everything at a glance."),
        ("campaigns", "Crawls: who measures, why, how, and where each stands."),
        ("torrents", "Swarms. What is estimated, what was seen and what trackers claim are kept apart."),
        ("trackers", "Trackers, known by their number. Our own outages are nobody's downtime."),
        ("quality", "How far all this can be relied on."),
        ("lists", "Lists of trackers in the form of the known list services, and a feed."),
        ("badges", "Small pictures for other people's pages."),
    ];

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Crawler",
            Version = "1",
            Description = """
                What was measured of BitTorrent swarms and their trackers.

                Names are in snake_case. Every name is always there; what is absent is `null`, never 0. Times are ISO 8601 in UTC.
                An estimated size means nothing without its interval and its flags. Tracker URLs are shown without what may be a
                passkey. Names are added over time, not renamed.

                Refusals are problem details (RFC 9457) whose `detail` says what to do. Parameters that are not known are refused.
                Answers carry an `ETag`: send it back in `If-None-Match`, and what did not change is not sent again (304). Lists
                come in pages; where the others are is in `Link` (RFC 8288), and how many items there are in `X-Total-Count`.

                Where a token is set, send `Authorization: Bearer TOKEN`. Without one the server listens on loopback alone and
                everybody there may operate; what changes something is refused all the same if another site's page asks for it.
                """,
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "This server." }];
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The read or the operate token of the configuration.",
            },
        };
        var token = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] };
        // A token, or none where none is set.
        document.Security = [token, new OpenApiSecurityRequirement()];
        foreach (var schema in document.Components.Schemas?.Values.OfType<OpenApiSchema>() ?? []) Mend(schema);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Where a property may be null and is a schema of its own, what is said of it stands beside the reference; and an
    /// enumeration that may be null somewhere lists null as a value everywhere, so that null would be both of "one of".
    /// </summary>
    private static void Mend(OpenApiSchema schema)
    {
        if (schema.Enum is { Count: > 0 } values)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. values.Where(value => value is JsonValue && value.GetValueKind() == JsonValueKind.String)];
        }

        foreach (var property in schema.Properties?.Values.OfType<OpenApiSchema>() ?? [])
            property.Description ??= property.OneOf?.Select(one => one.Description).FirstOrDefault(description => description is not null);
    }
}
