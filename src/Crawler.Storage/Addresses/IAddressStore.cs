namespace Crawler.Storage.Addresses;

/// <summary>What stands for peers' addresses in a store, and the addresses themselves where they are kept for a time.</summary>
public interface IAddressStore
{
    /// <summary>What stands for peers' addresses; null in a store that names no peer yet.</summary>
    Task<AddressRegime?> RegimeAsync(CancellationToken cancellation = default);

    /// <summary>Sets what stands for peers' addresses unless it is set.</summary>
    /// <returns>What it is now, whoever set it.</returns>
    Task<AddressRegime> AgreeAsync(AddressRegime wanted, CancellationToken cancellation = default);

    /// <summary>Notes that the key of the pseudonyms is gone for good. False if there was none, or it was gone.</summary>
    Task<bool> NoteKeyDestroyedAsync(DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>Since when peers are kept at their own addresses beside the log; null if none are.</summary>
    Task<DateTimeOffset?> AsSentSinceAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Drops the peers at their own addresses, where they are kept beside the log, of whole days (UTC) that ended at or before
    /// a time. The log itself, which has what stands for them, stays.
    /// </summary>
    /// <returns>Days dropped.</returns>
    Task<int> DropAsSentAsync(DateTimeOffset before, CancellationToken cancellation = default);
}
