using Crawler.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Pages.Open;

/// <summary>What is answered in place of what could not be: a page to a person, problem+json to a program.</summary>
internal static class ErrorEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapErrors(this IEndpointRouteBuilder endpoints)
    {
        // Whatever the method was: it is asked again with the same.
        endpoints.Map("/error", (HttpContext context) => Answer(context, StatusCodes.Status500InternalServerError)).RequireAuthorization(AccessPolicy.Open).ExcludeFromDescription();
        endpoints.Map("/error/{status:int:range(400,599)}", (HttpContext context, int status) => Answer(context, status)).RequireAuthorization(AccessPolicy.Open).ExcludeFromDescription();
    }

    private static IResult Answer(HttpContext context, int status)
    {
        var asked = context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? "";
        // Asked for by its own address, there was no error, and no such page.
        if (asked.Length == 0) status = StatusCodes.Status404NotFound;
        var isProgram = asked.StartsWith("/api/", StringComparison.Ordinal) || !context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        var (title, text) = ErrorWords.Of(status);
        var absence = context.Items[typeof(Absence)] as Absence;
        // A page that found nothing has set it already, and the framework adds it a second time.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        return isProgram
            ? Results.Problem(statusCode: status, title: title, detail: absence is null ? text : $"{absence.What}.")
            : new RazorComponentResult<ErrorDocument>(new Dictionary<string, object?> { [nameof(ErrorDocument.Status)] = status, [nameof(ErrorDocument.Absence)] = absence }) { StatusCode = status };
    }
}
