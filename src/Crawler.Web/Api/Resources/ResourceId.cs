using System.Globalization;
using Crawler.Protocol;
using Crawler.Web.Api.Answers;

namespace Crawler.Web.Api.Resources;

/// <summary>Reads what stands in a path.</summary>
internal static class ResourceId
{
    /// <summary>A number.</summary>
    /// <exception cref="ApiRefusal">It is none.</exception>
    public static int Read(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw ApiRefusal.BadRequest("the number in the path is a whole number, as the list gives it");

    /// <summary>An infohash.</summary>
    /// <exception cref="ApiRefusal">It is none.</exception>
    public static InfoHash ReadInfoHash(string text) => text.Length == InfoHash.Length * 2 && InfoHash.TryParse(text, out var hash)
        ? hash
        : throw ApiRefusal.BadRequest("an infohash is 40 hexadecimal digits");
}
