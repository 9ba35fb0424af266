using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Crawler.Protocol.Net;

/// <summary>
/// Remembers for a minute what a resolver said, so that ten thousand calls a second to one host are one look-up a minute.
/// Those who ask at the same time share a look-up; a failed one is not remembered. IP literals are never looked up. What may
/// be called is not decided here: the address policy is asked anew for every call.
/// </summary>
internal sealed class ResolvedHosts(IHostResolver resolver, TimeProvider time, int capacity = ResolvedHosts.Capacity) : IHostResolver
{
    /// <summary>How long an answer is used. The system's resolver does not tell how long DNS would let it live; a minute is short for anyone.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>Hosts remembered.</summary>
    private const int Capacity = 20_000;

    private readonly Lock _asking = new();
    private readonly ConcurrentDictionary<string, Entry> _hosts = new(StringComparer.Ordinal);

    /// <summary>The resolver given, remembering; null: the system's.</summary>
    public static ResolvedHosts Over(IHostResolver? resolver, TimeProvider time) =>
        resolver as ResolvedHosts ?? new ResolvedHosts(resolver ?? new SystemHostResolver(), time);

    /// <summary>What is known of a host without waiting.</summary>
    public bool TryGet(string host, [NotNullWhen(true)] out IPAddress[]? addresses)
    {
        addresses = null;
        if (!_hosts.TryGetValue(host, out var known))
        {
            if (!IPAddress.TryParse(host, out var literal)) return false;
            known = Keep(host, new Entry(Task.FromResult<IPAddress[]>([literal]), time.GetTimestamp()));
        }

        if (!known.Addresses.IsCompletedSuccessfully || IsOld(known)) return false;
        addresses = known.Addresses.Result;
        return true;
    }

    /// <inheritdoc/>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (TryGet(host, out var addresses)) return Task.FromResult(addresses);
        lock (_asking)
        {
            var isRunning = _hosts.TryGetValue(host, out var asked) && !asked.Addresses.IsCompleted && !IsOld(asked);
            // Not the caller's token: others may wait for the same answer.
            if (!isRunning) asked = Keep(host, new Entry(resolver.ResolveAsync(host, CancellationToken.None), time.GetTimestamp()));
            return asked!.Addresses.WaitAsync(cancellation);
        }
    }

    private Entry Keep(string host, Entry entry)
    {
        if (_hosts.Count >= capacity) _hosts.Clear();
        return _hosts[host] = entry;
    }

    private bool IsOld(Entry entry) => time.GetElapsedTime(entry.Asked) >= Lifetime;

    private sealed record Entry(Task<IPAddress[]> Addresses, long Asked);
}
