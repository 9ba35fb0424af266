using Crawler.Web.Api.Answers;
using Crawler.Web.Timeframes;
using Microsoft.AspNetCore.Http;

namespace Crawler.Web.Api.Queries;

/// <summary>The query string of a request, read by the parameters its endpoint names.</summary>
internal sealed class ApiQuery(HttpContext http, TimeProvider time)
{
    /// <summary>The request's.</summary>
    public IQueryCollection Raw => http.Request.Query;

    /// <summary>One value, or the default where it is left out or empty.</summary>
    /// <exception cref="ApiRefusal">It cannot be read, or stands twice.</exception>
    public T? Get<T>(QueryParameter<T> parameter)
    {
        var values = Raw[parameter.Name];
        if (values.Count > 1) throw ApiRefusal.BadRequest($"'{parameter.Name}' stands {values.Count} times: give it once");
        if (values.Count == 0 || string.IsNullOrEmpty(values[0])) return parameter.Default;
        return parameter.Read(values[0]!, out var value) ? value : throw ApiRefusal.BadRequest($"'{parameter.Name}' is {parameter.Must}");
    }

    /// <summary>The stretch of time asked for. "Now" is the end of this minute, so that asking twice within it is asking the same.</summary>
    /// <exception cref="ApiRefusal">It cannot be read.</exception>
    public Timeframe Timeframe()
    {
        var frame = Timeframes.Timeframe.Read(
            Get(TimeParameters.Span), Get(TimeParameters.From), Get(TimeParameters.To), Get(TimeParameters.Step), EndOfMinute(time.GetUtcNow()), out var problem);
        return frame ?? throw ApiRefusal.BadRequest(problem!);
    }

    private static DateTimeOffset EndOfMinute(DateTimeOffset now) => new(((now.UtcTicks / TimeSpan.TicksPerMinute) + 1) * TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
