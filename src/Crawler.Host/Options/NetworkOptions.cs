using System.CommandLine;
using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Host.Options;

/// <summary>How trackers are called: the options every calling verb shares.</summary>
public sealed class NetworkOptions
{
    private static readonly TrackerClientOptions Defaults = new();

    private readonly Option<bool> _allowPrivate = new("--allow-private")
    {
        Description = "Also call loopback and private addresses, which are refused otherwise. For labs.",
    };

    private readonly Option<IPNetwork[]> _allow = OptionText.Repeatable<IPNetwork>(
        "--allow", "CIDR", "Also call this network or address, whatever it is. Can be given several times.", NetworkText.TryRead);

    private readonly Option<string> _userAgent = new("--user-agent")
    {
        HelpName = "TEXT",
        Description = "What we call ourselves over HTTP: say who measures and how to reach you.",
        DefaultValueFactory = _ => Defaults.UserAgent,
    };

    private readonly Option<TimeSpan?> _timeout;

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="timeout">What <c>--timeout</c> means there; null: the wait for an answer.</param>
    public NetworkOptions(Command verb, string? timeout = null)
    {
        _timeout = DurationOption.Create(
            "--timeout",
            timeout ?? "How long to wait for a tracker's answer. [default: 30s over HTTP; over UDP three tries within 105s]",
            longest: TimeSpan.FromHours(1));
        _userAgent.Validators.Add(result =>
        {
            // A line break would end the header and begin another.
            if (result.Tokens.Any(token => token.Value.Any(char.IsControl))) result.AddError("--user-agent: control characters are not allowed");
        });
        verb.Add(_allowPrivate);
        verb.Add(_allow);
        verb.Add(_userAgent);
        verb.Add(_timeout);
    }

    /// <summary>What was given on the command line.</summary>
    public TrackerClientOptions Read(ParseResult parse)
    {
        var options = Defaults with
        {
            UserAgent = parse.GetRequiredValue(_userAgent),
            AddressPolicy = new AddressPolicy(parse.GetValue(_allowPrivate), parse.GetRequiredValue(_allow)),
        };
        return parse.GetValue(_timeout) is { } timeout ? WithTimeout(options, timeout) : options;
    }

    /// <summary><c>--timeout</c>, where it was given.</summary>
    public TimeSpan? Timeout(ParseResult parse) => parse.GetValue(_timeout);

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
