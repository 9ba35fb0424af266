using System.Net.Sockets;

namespace Crawler.Host.Formatting;

/// <summary>Address families as reports name them.</summary>
internal static class FamilyText
{
    /// <summary><c>v4</c> or <c>v6</c>; null where unknown.</summary>
    public static string? Of(AddressFamily? family) => family switch
    {
        AddressFamily.InterNetwork => "v4",
        AddressFamily.InterNetworkV6 => "v6",
        _ => null,
    };
}
