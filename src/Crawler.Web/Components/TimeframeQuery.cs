using Crawler.Web.Formatting;
using Crawler.Web.Timeframes;

namespace Crawler.Web.Components;

/// <summary>A timeframe as it is handed on in a query string.</summary>
public static class TimeframeQuery
{
    /// <summary>Its parameters, each with an ampersand behind it; empty for none.</summary>
    public static string Of(Timeframe? timeframe)
    {
        if (timeframe is null) return "";
        var step = timeframe.Step == "auto" ? "" : $"step={timeframe.Step}&";
        return timeframe.Span is { } span ? $"span={span}&{step}" : $"from={Figures.Iso(timeframe.Window.From)}&to={Figures.Iso(timeframe.Window.To)}&{step}";
    }

    /// <summary>An address of the API with the timeframe behind it.</summary>
    public static string Behind(string path, Timeframe? timeframe) => Of(timeframe).TrimEnd('&') is { Length: > 0 } query ? $"{path}?{query}" : path;
}
