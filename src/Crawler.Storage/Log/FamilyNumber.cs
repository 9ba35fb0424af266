using System.Net.Sockets;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Crawler.Storage.Log;

/// <summary>
/// Address families as both stores keep them, readable in SQL: 4, 6, and 0 for unspecified. Not null, since it is part
/// of keys; not the framework's numbers, which differ between operating systems.
/// </summary>
internal static class FamilyNumber
{
    /// <summary>0, 4 or 6.</summary>
    public static short ToNumber(this AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork => 4,
        AddressFamily.InterNetworkV6 => 6,
        _ => 0,
    };

    /// <summary>The inverse of <see cref="ToNumber"/>.</summary>
    public static AddressFamily ToFamily(short number) => number switch
    {
        4 => AddressFamily.InterNetwork,
        6 => AddressFamily.InterNetworkV6,
        _ => AddressFamily.Unspecified,
    };

    /// <summary>The family for a report: null where unspecified.</summary>
    public static AddressFamily? OrNull(this AddressFamily family) => family == AddressFamily.Unspecified ? null : family;

    /// <summary>For the model.</summary>
    internal sealed class Converter() : ValueConverter<AddressFamily, short>(family => family.ToNumber(), number => ToFamily(number));
}
