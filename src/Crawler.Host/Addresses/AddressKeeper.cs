using System.Globalization;
using Crawler.Host.Enriching;
using Crawler.Host.Terminal;
using Crawler.Privacy;
using Crawler.Protocol.Attempts;
using Crawler.Storage;
using Crawler.Storage.Addresses;

namespace Crawler.Host.Addresses;

/// <summary>
/// Sees to it that one store holds one kind of thing in the place of addresses, under one key: pseudonyms of two keys would
/// count every peer twice, and addresses beside pseudonyms would give them away.
/// </summary>
internal static class AddressKeeper
{
    /// <summary>Agrees with a store on what stands for addresses, making the key where there is none yet.</summary>
    /// <param name="store">The store that is to be written.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="stateFolder">Where keys are kept if nothing else is said; null for a key that is never written and so ends with the crawl.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UserException">The store holds something else, or the key is not there.</exception>
    public static async Task<AddressProtection> OpenAsync(
        ICrawlStore store, AddressOptions options, string? stateFolder, DateTimeOffset now, CancellationToken cancellation)
    {
        var form = options.Policy == PeerAddressPolicy.Truncated ? AddressForm.Truncated : AddressForm.Pseudonym;
        // A file that cannot be read is told before anything is agreed upon or made.
        var origins = OriginFiles.Open(options.Origins) is { } files ? new AddressOrigins(files) : null;
        try
        {
            return await OpenAsync(store, options, form, stateFolder, now, cancellation) with { Origins = origins };
        }
        catch
        {
            origins?.Dispose();
            throw;
        }
    }

    private static async Task<AddressProtection> OpenAsync(
        ICrawlStore store, AddressOptions options, AddressForm form, string? stateFolder, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await store.Addresses.RegimeAsync(cancellation) is { } there) return Open(store, there, form, options, stateFolder);

        // The key is on disk before the store knows it: the other way round a crash would close the store.
        var key = form == AddressForm.Pseudonym ? NewKey(options, stateFolder) : null;
        there = await store.Addresses.AgreeAsync(new AddressRegime(form, key?.Fingerprint, now), cancellation);
        if (key is not null && there.KeyFingerprint != key.Fingerprint)
        {
            // Another process was first; nothing was ever written under ours.
            if (options.KeyFile is null && options.KeyPath(stateFolder, key.Fingerprint) is { } ours) AddressKeyFile.Destroy(ours);
            key = null;
        }

        return Open(store, there, form, options, stateFolder, key);
    }

    private static AddressProtection Open(
        ICrawlStore store, AddressRegime there, AddressForm form, AddressOptions options, string? stateFolder, AddressKey? made = null)
    {
        Check(store, there, form);
        if (there.KeyFingerprint is not { } fingerprint) return new AddressProtection(new TruncatedMap(), false, Notice(options, null));
        var path = options.KeyPath(stateFolder, fingerprint);
        var key = made ?? (path is null ? null : AddressKeyFile.Read(path));
        if (key is null) throw Refused(store, $"has pseudonyms of key {fingerprint}, which is not {(path is null ? "kept" : $"at {path}")}: name its file with Privacy:KeyFile, or measure into another store");
        if (key.Fingerprint != fingerprint) throw Refused(store, $"has pseudonyms of key {fingerprint}, and {path} holds {key.Fingerprint}: name the right file with Privacy:KeyFile");
        return new AddressProtection(new PseudonymMap(key), options.Policy == PeerAddressPolicy.Raw, Notice(options, path));
    }

    private static AddressKey NewKey(AddressOptions options, string? stateFolder)
    {
        if (options.KeyFile is { } file && AddressKeyFile.Read(file) is { } given) return given;
        var key = AddressKey.Generate();
        return options.KeyPath(stateFolder, key.Fingerprint) is { } path ? AddressKeyFile.Write(path, key) : key;
    }

    private static void Check(ICrawlStore store, AddressRegime there, AddressForm wanted)
    {
        if (there.Form == AddressForm.AsSent) throw Refused(store, "has peers' addresses as an earlier version wrote them, which this one does not: measure into another store");
        if (there.KeyDestroyedAt is { } at) throw Refused(store, string.Create(CultureInfo.InvariantCulture, $"is final: the key of its pseudonyms was destroyed on {at.UtcDateTime:yyyy-MM-dd}; measure into another store"));
        if (there.Form != wanted) throw Refused(store, $"has {Name(there.Form)} in the place of addresses: set Privacy:Addresses to {(there.Form == AddressForm.Truncated ? "truncated" : "prefix-preserving")}, or measure into another store");
    }

    private static string Notice(AddressOptions options, string? keyPath)
    {
        var where = keyPath is null ? "whose key ends with this crawl" : $"whose key is in {keyPath}";
        return options.Policy switch
        {
            PeerAddressPolicy.Truncated => "peers' addresses are cut to their networks (/24, /48) before anything is written",
            PeerAddressPolicy.Raw => $"peers' ADDRESSES ARE WRITTEN and kept for {Formatting.Durations.Format(options.RawFor)}, then only pseudonyms, {where}; see 'crawler privacy status'",
            _ => $"peers' addresses are written as pseudonyms, {where}; see 'crawler privacy status'",
        };
    }

    /// <summary>What a form is called.</summary>
    internal static string Name(AddressForm form) => form switch
    {
        AddressForm.Pseudonym => "pseudonyms",
        AddressForm.Truncated => "networks",
        _ => "the addresses as sent",
    };

    private static UserException Refused(ICrawlStore store, string why) => UserException.Failed($"{store.Location} {why} (docs/privacy.md)");
}
