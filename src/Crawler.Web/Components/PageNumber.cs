using System.Globalization;

namespace Crawler.Web.Components;

/// <summary>Reads which page of a list is asked for.</summary>
public static class PageNumber
{
    /// <summary>From 1 to the last page there is; what cannot be read is the first.</summary>
    public static int Read(string? text, int perPage, long total)
    {
        var last = (int)Math.Clamp((total + perPage - 1) / perPage, 1, int.MaxValue);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, last) : 1;
    }
}
