using Crawler.Protocol.Attempts;

namespace Crawler.Storage.Addresses;

/// <summary>What stands for peers' addresses in a store. One store has one: pseudonyms of two keys would count every peer twice.</summary>
/// <param name="Form">What stands there.</param>
/// <param name="KeyFingerprint">Tells the key from others; null where there is none.</param>
/// <param name="Since">Since when.</param>
/// <param name="KeyDestroyedAt">When the key was destroyed; null while it is there.</param>
public sealed record AddressRegime(AddressForm Form, string? KeyFingerprint, DateTimeOffset Since, DateTimeOffset? KeyDestroyedAt = null);
