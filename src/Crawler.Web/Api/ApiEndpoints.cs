using Crawler.Web.Access;
using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Documents;
using Crawler.Web.Api.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Api;

/// <summary>Maps the REST API.</summary>
internal static class ApiEndpoints
{
    /// <summary>Where its first version is.</summary>
    public const string Root = "/api/v1";

    /// <summary>Maps them.</summary>
    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var read = endpoints.MapGroup(Root).RequireAuthorization(AccessPolicy.Read).AddEndpointFilter<RouteGroupBuilder, RefusalFilter>();
        var operate = endpoints.MapGroup(Root).RequireAuthorization(AccessPolicy.Operate).AddEndpointFilter<RouteGroupBuilder, RefusalFilter>();
        var status = endpoints.MapGroup(Root).RequireAuthorization(AccessPolicy.Status).AddEndpointFilter<RouteGroupBuilder, RefusalFilter>();
        OverviewResource.Map(read);
        CampaignResource.Map(read, operate);
        ClusterResource.Map(read);
        TorrentResource.Map(read);
        TorrentSeriesResource.Map(read);
        TrackerResource.Map(read, operate);
        TrackerSeriesResource.Map(read);
        QualityResource.Map(read);
        LeftAloneResource.Map(read);
        DistributionResource.Map(read);
        CompositionResource.Map(read);
        ListResource.Map(status);
        ApiDocument.Map(endpoints);
        // Whoever is mistaken about a path is told so as a program can read it, not with a page.
        endpoints.MapGet(Root + "/{**rest}", (HttpContext http) => RefusalFilter.Problem(http, StatusCodes.Status404NotFound, "there is no such resource; see /openapi/v1.json for those there are"))
            .RequireAuthorization(AccessPolicy.Read)
            .ExcludeFromDescription();
    }
}
