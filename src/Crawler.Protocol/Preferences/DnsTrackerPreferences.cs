using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace Crawler.Protocol.Preferences;

/// <summary>
/// Looks tracker preferences up as TXT records (BEP 34) and remembers them. A look-up that fails counts as no preference:
/// an owner's wish is honoured where it can be read, and a broken resolver blocks nobody.
/// </summary>
public sealed class DnsTrackerPreferences : ITrackerPreferences
{
    /// <summary>Hosts remembered.</summary>
    public const int MaxHosts = 50_000;

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan WhenNothingIsStated = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);

    private readonly PreferenceCache _known;
    private readonly LookupClient? _dns;

    /// <summary>Uses the operating system's name servers, or those given.</summary>
    /// <param name="nameServers">Null: the system's; where it has none, no host has a preference.</param>
    /// <param name="timeout">How long one question may take; asked twice. Default 2 s.</param>
    /// <param name="time">The clock of the cache.</param>
    public DnsTrackerPreferences(IReadOnlyList<IPEndPoint>? nameServers = null, TimeSpan? timeout = null, TimeProvider? time = null)
    {
        _known = new PreferenceCache(MaxHosts, time ?? TimeProvider.System);
        var servers = nameServers?.Select(server => new NameServer(server)).ToArray()
            ?? [.. NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)];
        if (servers.Length == 0) return;
        _dns = new LookupClient(new LookupClientOptions(servers)
        {
            Timeout = timeout ?? TimeSpan.FromSeconds(2),
            Retries = 1,
            UseCache = false,
            UseTcpFallback = true,
            ThrowDnsErrors = false,
        });
    }

    /// <inheritdoc/>
    public Task<TrackerPreference> OfAsync(string host, CancellationToken cancellation)
    {
        // A name without a dot is on our own network and in nobody's DNS.
        var isPublicName = host.Contains('.') && !IPAddress.TryParse(host, out _);
        return _dns is null || !isPublicName ? Task.FromResult(TrackerPreference.None) : _known.GetAsync(host, LookUpAsync).WaitAsync(cancellation);
    }

    private async Task<(TrackerPreference Preference, TimeSpan Lifetime)> LookUpAsync(string host)
    {
        try
        {
            var answer = await _dns!.QueryAsync(host, QueryType.TXT).ConfigureAwait(false);
            if (answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain) return (TrackerPreference.None, AfterFailure);
            var records = answer.Answers.OfType<TxtRecord>().ToArray();
            // One record may come in several strings of 255 bytes.
            var preference = TrackerPreference.Parse(records.Select(record => string.Concat(record.Text)));
            return preference.IsStated
                ? (preference, TimeSpan.FromSeconds(Math.Clamp(records.Min(record => record.InitialTimeToLive), Shortest.TotalSeconds, Longest.TotalSeconds)))
                : (preference, WhenNothingIsStated);
        }
        catch (Exception error) when (error is DnsResponseException or OperationCanceledException or ArgumentException)
        {
            return (TrackerPreference.None, AfterFailure);
        }
    }
}
