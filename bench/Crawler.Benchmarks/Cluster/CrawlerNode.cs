using System.Diagnostics;
using Crawler.Benchmarks.EndToEnd;
using Crawler.Benchmarks.Faults;
using Crawler.Lab;

namespace Crawler.Benchmarks.Cluster;

/// <summary>One crawler of the cluster: the real program at an address of its own, started, stopped and killed by the same command.</summary>
/// <param name="address">Where it listens, HOST:PORT.</param>
/// <param name="seeds">Whom it asks to be let in.</param>
/// <param name="campaign">The campaign file.</param>
/// <param name="store">The store.</param>
/// <param name="folder">Where its state is.</param>
/// <param name="minimum">Crawlers the cluster begins with.</param>
internal sealed class CrawlerNode(string address, IReadOnlyList<string> seeds, string campaign, string store, string folder, int minimum) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(200);

    private HeldProcess? _process;

    /// <summary>Where it listens.</summary>
    public string Address => address;

    /// <summary>What it said last.</summary>
    public string Output => _process?.Output ?? "";

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => _process?.IsRunning == true;

    private string StateFolder => Directory.CreateDirectory(Path.Combine(folder, "state-" + address.Replace(':', '-'))).FullName;

    /// <summary>Starts it.</summary>
    public void Start()
    {
        List<string> command =
        [
            FormattableString.Invariant($"CRAWLER_CLUSTER__MINIMUMCRAWLERS={minimum}"), DotNet.Program, DotNet.Crawler, "serve", "--cluster", "--campaign", campaign, "--store", store,
            "--state", StateFolder, "--listen", "http://127.0.0.1:0", "--cluster-listen", address, "--allow-private",
        ];
        foreach (var seed in seeds) command.AddRange(["--seed", seed]);
        _process = HeldProcess.Start("env", command, folder);
    }

    /// <summary>Kills it outright.</summary>
    public async Task<Death> KillAsync()
    {
        var from = Moment.Now();
        await _process!.DisposeAsync();
        _process = null;
        return new Death(from, Moment.Now());
    }

    /// <summary>Sends it a signal.</summary>
    public async Task SignalAsync(string signal)
    {
        var id = await ProcessIdAsync();
        using var kill = Process.Start("kill", [$"-{signal}", id]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> LeaveAsync()
    {
        var since = Stopwatch.StartNew();
        await SignalAsync("TERM");
        await ProvingGround.EndAsync(_process!, Patience);
        var took = since.Elapsed;
        await _process!.DisposeAsync();
        _process = null;
        return took;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }

    /// <summary>The program itself, not the shell that holds it.</summary>
    private async Task<string> ProcessIdAsync()
    {
        using var find = Process.Start(new ProcessStartInfo("pgrep", ["-f", $"^{DotNet.Program} .*--cluster-listen {address} "]) { RedirectStandardOutput = true })!;
        var found = await find.StandardOutput.ReadToEndAsync();
        await find.WaitForExitAsync();
        return found.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var id] ? id : throw new InvalidOperationException($"no crawler at {address}");
    }
}
