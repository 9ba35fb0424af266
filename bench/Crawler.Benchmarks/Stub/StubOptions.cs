using System.Globalization;

namespace Crawler.Benchmarks.Stub;

/// <summary>What a stub tracker is like.</summary>
/// <param name="Hosts">Addresses it answers at, from 127.0.1.1; a gate of the crawler each.</param>
/// <param name="Ports">Ports at every address; a socket and a thread each.</param>
/// <param name="Interval">Seconds it asks to be left alone for.</param>
/// <param name="MeanPeers">Peers of a reply on average, over swarms.</param>
/// <param name="MostPeers">Peers of a reply at most.</param>
/// <param name="Answers">File of the answer log; null keeps none.</param>
/// <param name="Seed">Of the dice.</param>
internal sealed record StubOptions(
    int Hosts = 1, int Ports = 1, int Interval = 1800, int MeanPeers = 15, int MostPeers = 200, string? Answers = null, int Seed = 1)
{
    public const string Usage =
        "stub-tracker [--hosts N] [--ports N] [--interval SECONDS] [--mean-peers N] [--most-peers N] [--answers FILE] [--seed N]; "
        + "standard input takes: blackhole INDEX on|off, counts, flush, quit";

    /// <summary>As many addresses as <see cref="StubAddresses"/> has.</summary>
    private const int MostHosts = 50_000;

    /// <summary>The arguments that say the same.</summary>
    public string[] Arguments
    {
        get
        {
            string[] numbers =
            [
                "--hosts", Text(Hosts), "--ports", Text(Ports), "--interval", Text(Interval),
                "--mean-peers", Text(MeanPeers), "--most-peers", Text(MostPeers), "--seed", Text(Seed),
            ];
            return Answers is null ? numbers : [.. numbers, "--answers", Answers];
        }
    }

    /// <summary>Null if an option is not known or out of range.</summary>
    public static StubOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new StubOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count) return null;
            if (arguments[i] == "--answers")
            {
                options = options with { Answers = arguments[i + 1] };
                continue;
            }

            if (!int.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out var number) || number < 1) return null;
            switch (arguments[i])
            {
                case "--hosts" when number <= MostHosts: options = options with { Hosts = number }; break;
                case "--ports" when number <= 64: options = options with { Ports = number }; break;
                case "--interval": options = options with { Interval = number }; break;
                case "--mean-peers": options = options with { MeanPeers = number }; break;
                case "--most-peers" when number <= 1_000: options = options with { MostPeers = number }; break;
                case "--seed": options = options with { Seed = number }; break;
                default: return null;
            }
        }

        return options.MeanPeers < options.MostPeers ? options : null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
