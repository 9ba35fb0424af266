using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Attempts;

namespace Crawler.Protocol.Net;

/// <summary>Where a tracker may be called: the outcome of look-up and <see cref="AddressPolicy"/> together.</summary>
/// <param name="Addresses">Permitted addresses in the order to try; empty on failure.</param>
/// <param name="Time">How long the look-up took.</param>
/// <param name="Failure">Why there are none.</param>
/// <param name="Problem">The same in words.</param>
public readonly record struct TrackerAddresses(IPAddress[] Addresses, TimeSpan Time, AttemptOutcome Failure, string? Problem)
{
    /// <summary>Looks a host up and keeps what may be called: the family asked for, else IPv4 first.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<TrackerAddresses> FindAsync(
        string host, AddressFamily family, IHostResolver resolver, AddressPolicy policy, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        IPAddress[] all;
        try
        {
            all = await resolver.ResolveAsync(host, cancellation).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            return Failed(AttemptOutcome.DnsFailed, $"cannot resolve {host}: {error.Message}");
        }

        var ofFamily = all
            .Where(address => family == AddressFamily.Unspecified || address.AddressFamily == family)
            .OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6)
            .ToArray();
        if (ofFamily.Length == 0)
            return Failed(AttemptOutcome.DnsFailed, family == AddressFamily.Unspecified ? $"{host} has no address" : $"{host} has no address of this family");
        var permitted = ofFamily.Where(policy.Permits).ToArray();
        return permitted.Length == 0
            ? Failed(AttemptOutcome.Blocked, AddressPolicy.Refusal(ofFamily[0]))
            : new TrackerAddresses(permitted, time.GetElapsedTime(started), AttemptOutcome.Ok, null);

        TrackerAddresses Failed(AttemptOutcome outcome, string problem) => new([], time.GetElapsedTime(started), outcome, problem);
    }
}
