namespace Crawler.Protocol.Preferences;

/// <summary>Knows the DNS tracker preferences of hosts (BEP 34).</summary>
public interface ITrackerPreferences
{
    /// <summary>What the host states; <see cref="TrackerPreference.None"/> too where it cannot be found out.</summary>
    /// <param name="host">A host name; IP literals have no preference.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<TrackerPreference> OfAsync(string host, CancellationToken cancellation);
}
