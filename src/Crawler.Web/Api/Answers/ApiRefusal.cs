using Microsoft.AspNetCore.Http;

namespace Crawler.Web.Api.Answers;

/// <summary>A request is refused. The message is one sentence for a person: what is wrong, or what to do.</summary>
internal sealed class ApiRefusal : Exception
{
    private ApiRefusal(int status, string message)
        : base(message) => Status = status;

    /// <summary>HTTP status.</summary>
    public int Status { get; }

    /// <summary>400: it cannot be understood.</summary>
    public static ApiRefusal BadRequest(string why) => new(StatusCodes.Status400BadRequest, why);

    /// <summary>404: there is no such thing.</summary>
    public static ApiRefusal NotFound(string why) => new(StatusCodes.Status404NotFound, why);

    /// <summary>409: not as things are.</summary>
    public static ApiRefusal Conflict(string why) => new(StatusCodes.Status409Conflict, why);

    /// <summary>503: not now.</summary>
    public static ApiRefusal Unavailable(string why) => new(StatusCodes.Status503ServiceUnavailable, why);
}
