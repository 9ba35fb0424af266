using System.CommandLine;
using System.Net;
using Crawler.Host.Configuration;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Host.Options;

/// <summary>How trackers are called: the options every calling verb shares.</summary>
public sealed class NetworkOptions
{
    private static readonly TrackerClientOptions Defaults = new();

    private readonly Flag<bool> _allowPrivate = new("--allow-private", Keys.AllowPrivate);

    private readonly Flag<IPNetwork[]> _allow = new("--allow", Keys.Allow, "Also call this network or address, whatever it is. Can be given several times.");

    private readonly Flag<string> _userAgent = new("--user-agent", Keys.UserAgent);

    private readonly Option<TimeSpan?> _timeout;

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="timeout">What <c>--timeout</c> means there; null: the wait for an answer.</param>
    public NetworkOptions(Command verb, string? timeout = null)
    {
        _timeout = DurationOption.Create(
            "--timeout",
            timeout ?? "How long to wait for a tracker's answer. [default: 30s over HTTP; over UDP three tries within 105s; or key Network:Timeout]",
            longest: TimeSpan.FromHours(1));
        verb.Add(_allowPrivate.Option);
        verb.Add(_allow.Option);
        verb.Add(_userAgent.Option);
        verb.Add(_timeout);
    }

    /// <summary>What was given on the command line, else what is configured.</summary>
    public TrackerClientOptions Read(ParseResult parse)
    {
        var options = Defaults with
        {
            UserAgent = _userAgent.Read(parse),
            AddressPolicy = new AddressPolicy(_allowPrivate.Read(parse), _allow.Read(parse)),
        };
        return Timeout(parse) is { } timeout ? WithTimeout(options, timeout) : options;
    }

    /// <summary><c>--timeout</c>, else what is configured; null where nothing is.</summary>
    public TimeSpan? Timeout(ParseResult parse) => parse.GetValue(_timeout) ?? CrawlerConfiguration.Current.Value(Keys.Timeout);

    /// <summary>
    /// Fits HTTP's deadline and the doubling waits of UDP (t + 2t + 4t …, BEP 15) into <paramref name="timeout"/>.
    /// </summary>
    internal static TrackerClientOptions WithTimeout(TrackerClientOptions options, TimeSpan timeout)
    {
        var retries = options.UdpRetries;
        // BEP 15 ends its schedule at n = 8.
        while (retries < 8 && options.UdpTimeout * Waits(retries + 1) <= timeout) retries++;
        return options with
        {
            HttpDeadline = timeout,
            ConnectTimeout = Least(options.ConnectTimeout, timeout),
            UdpRetries = retries,
            UdpTimeout = Least(options.UdpTimeout, timeout / Waits(retries)),
        };
    }

    private static int Waits(int retries) => (1 << (retries + 1)) - 1;

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
