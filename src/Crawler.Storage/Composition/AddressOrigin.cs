using System.Net;

namespace Crawler.Storage.Composition;

/// <summary>Where an address is, found out while it was known.</summary>
/// <param name="Ip">What stands in the store for the address: a pseudonym as a rule.</param>
/// <param name="Country">Two letters (ISO 3166-1); null if not known.</param>
/// <param name="Asn">Number of the autonomous system that announces it; null if not known.</param>
/// <param name="AsName">What that system is called; null if not known.</param>
public sealed record AddressOrigin(IPAddress Ip, string? Country, long? Asn, string? AsName);
