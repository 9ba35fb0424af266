using Crawler.Storage.Views;
using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Shapes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Api.Resources;

/// <summary>How large swarms are.</summary>
internal static class DistributionResource
{
    public static void Map(IEndpointRouteBuilder read) => read
        .MapGet("/distribution", async (ICrawlViews views, CancellationToken cancellation) => EntityAnswer.Json(DistributionShape.Of(await views.SizeDistributionAsync(cancellation))))
        .Describe("overview", "distribution", "How large swarms are", "The complementary distribution (CCDF) of the latest estimates of all swarms, and some quantiles.")
        .Answers<DistributionShape>()
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
}
