using System.Security.Cryptography;
using System.Text;
using Crawler.Plots;
using Crawler.Storage;
using Crawler.Web.Timeframes;
using Microsoft.AspNetCore.Http;

namespace Crawler.Web.Charts;

/// <summary>Answers with a chart: reads what is asked for, draws it when it is its turn, in the format asked for.</summary>
internal static class ChartAnswer
{
    /// <summary>Drawing is work: as many at once as there are cores would leave none for the rest.</summary>
    private static readonly SemaphoreSlim Turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Answers.</summary>
    /// <param name="http">The request.</param>
    /// <param name="format"><c>svg</c> or <c>png</c>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="draw">Draws.</param>
    public static async Task<IResult> OfAsync(HttpContext http, string format, TimeProvider time, Func<Timeframe, PlotTheme, Task<Drawing>> draw)
    {
        if (format is not ("svg" or "png")) return Problem(StatusCodes.Status404NotFound, "charts end in .svg or .png");
        var query = http.Request.Query;
        if (PlotTheme.Find(query["theme"].FirstOrDefault() ?? "light") is not { } theme) return Problem(StatusCodes.Status400BadRequest, "'theme' is light or dark");
        var width = 0;
        if (query["width"].FirstOrDefault() is { } wide && (!int.TryParse(wide, out width) || width is < 320 or > 1920))
            return Problem(StatusCodes.Status400BadRequest, "'width' is from 320 to 1920");
        var frame = Timeframe.Read(query["span"], query["from"], query["to"], query["step"], time.GetUtcNow(), out var problem);
        if (frame is null) return Problem(StatusCodes.Status400BadRequest, problem!);
        try
        {
            using var drawing = await draw(frame, theme);
            if (width > 0) drawing.Widen(width);
            return await WriteAsync(http, format, drawing);
        }
        catch (StoreException away)
        {
            return Problem(StatusCodes.Status503ServiceUnavailable, away.Message);
        }
    }

    /// <summary>What went wrong, as the API says it.</summary>
    public static IResult Problem(int status, string detail) => Results.Problem(statusCode: status, detail: detail);

    private static async Task<IResult> WriteAsync(HttpContext http, string format, Drawing drawing)
    {
        await Turns.WaitAsync(http.RequestAborted);
        byte[] bytes;
        try
        {
            bytes = format == "svg" ? Encoding.UTF8.GetBytes(drawing.ToSvg()) : drawing.ToPng();
        }
        finally
        {
            Turns.Release();
        }

        var headers = http.Response.Headers;
        headers.CacheControl = "private, max-age=30";
        // An image of its own has no script to allow; the cells of a heat map are an image within it.
        headers.ContentSecurityPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
        var tag = new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
        return Results.Bytes(bytes, format == "svg" ? "image/svg+xml" : "image/png", entityTag: tag);
    }
}
