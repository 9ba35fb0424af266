using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Crawler.Web.Access;

/// <summary>How much one address may ask for.</summary>
internal static class RateLimits
{
    /// <summary>For the way in: tokens are not to be guessed.</summary>
    public const string Login = "login";

    private const int LoginsPerMinute = 10;

    /// <summary>Adds them.</summary>
    public static void AddRateLimits(this IServiceCollection services, WebOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => options.RequestsPerMinute == 0
            ? RateLimitPartition.GetNoLimiter("")
            : Partition(context, options.RequestsPerMinute));
        limiter.AddPolicy(Login, context => Partition(context, LoginsPerMinute));
        limiter.OnRejected = async (rejected, cancellation) =>
        {
            var response = rejected.HttpContext.Response;
            response.Headers.RetryAfter = "60";
            await response.WriteAsJsonAsync(
                new ProblemDetails { Status = response.StatusCode, Title = "Too many requests", Detail = IsLogin(rejected.HttpContext) ? $"Wait a minute; {LoginsPerMinute} tries a minute are heard." : $"Wait a minute; {options.RequestsPerMinute} a minute are answered (Web:RequestsPerMinute)." },
                options: null,
                contentType: "application/problem+json",
                cancellation);
        };
    });

    private static RateLimitPartition<string> Partition(HttpContext context, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(
        Address(context.Connection.RemoteIpAddress),
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, perMinute / 6),
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
        });

    private static bool IsLogin(HttpContext context) => HttpMethods.IsPost(context.Request.Method) && context.Request.Path == "/login";

    /// <summary>Who has one address of IPv6 has its whole /64.</summary>
    private static string Address(IPAddress? address) => address switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.MapToIPv4().ToString(),
    };
}
