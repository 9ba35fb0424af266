using System.Net;
using System.Net.Sockets;
using Crawler.Host.Terminal;
using Crawler.Protocol.Net;
using MaxMind.Db;

namespace Crawler.Host.Enriching;

/// <summary>
/// Files of the MaxMind format (GeoLite2, DB-IP and the like) in which countries and autonomous systems of addresses are looked up.
/// They are the user's: none comes with the program, and none is fetched.
/// </summary>
internal sealed class OriginFiles : IDisposable
{
    private const int LongestName = 100;

    private readonly Reader? _country;
    private readonly Reader? _system;

    private OriginFiles(Reader? country, Reader? system) => (_country, _system) = (country, system);

    /// <summary>Opens them; null if neither is given.</summary>
    /// <exception cref="UserException">One cannot be read.</exception>
    public static OriginFiles? Open(OriginOptions options) =>
        options.Country is null && options.System is null ? null : new OriginFiles(Open(options.Country, "Enrichment:Country"), Open(options.System, "Enrichment:Asn"));

    /// <summary>What they know of an address.</summary>
    public Origin Find(IPAddress address)
    {
        var country = Look(_country, address);
        var system = Look(_system, address);
        return new Origin(
            CodeOf(country, "country") ?? CodeOf(country, "registered_country"),
            system?.GetValueOrDefault("autonomous_system_number") is { } number ? Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture) : null,
            system?.GetValueOrDefault("autonomous_system_organization") is string name ? ErrorText.Sanitise(name, LongestName) : null);
    }

    /// <summary>Closes them.</summary>
    public void Dispose()
    {
        _country?.Dispose();
        _system?.Dispose();
    }

    private static Reader? Open(string? path, string key)
    {
        if (path is null) return null;
        try
        {
            return new Reader(path, FileAccessMode.Memory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDatabaseException or DeserializationException or ArgumentException)
        {
            throw new UserException($"{path}, which {key} names, is no file of the MaxMind format that can be read: {ErrorText.Sanitise(error.Message, 200)}");
        }
    }

    /// <summary>A file that is damaged in one place is no reason to lose a measurement: what cannot be read is not known.</summary>
    private static Dictionary<string, object>? Look(Reader? file, IPAddress address)
    {
        if (file is null || (address.AddressFamily == AddressFamily.InterNetworkV6 && file.Metadata.IPVersion == 4)) return null;
        try
        {
            return file.Find<Dictionary<string, object>>(address);
        }
        catch (Exception error) when (error is InvalidDatabaseException or DeserializationException)
        {
            return null;
        }
    }

    private static string? CodeOf(Dictionary<string, object>? found, string place) =>
        found?.GetValueOrDefault(place) is Dictionary<string, object> country && country.GetValueOrDefault("iso_code") is string { Length: 2 } code && code.All(char.IsAsciiLetterUpper) ? code : null;
}

/// <summary>What is known of where an address is.</summary>
/// <param name="Country">Two letters (ISO 3166-1); null if not known.</param>
/// <param name="Asn">Number of its autonomous system; null if not known.</param>
/// <param name="AsName">What that is called; null if not known.</param>
internal readonly record struct Origin(string? Country, long? Asn, string? AsName);
