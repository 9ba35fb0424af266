using System.Diagnostics;
using Crawler.Benchmarks.EndToEnd;
using Crawler.Benchmarks.Stub;
using Crawler.Lab;
using Crawler.Storage;

namespace Crawler.Benchmarks.Faults;

/// <summary>
/// What one scenario plays on: trackers that note what they answer, a store that can be stopped, a list of swarms, and the
/// real program over them. All of it ends with us, however we end.
/// </summary>
internal sealed class ProvingGround : IAsyncDisposable
{
    private const string AnswerFile = "answers";
    private const string ListFile = "swarms.txt";

    private readonly PrivateFolder _folder;
    private readonly List<HeldProcess> _crawlers = [];

    private ProvingGround(PrivateFolder folder, StubProcess stub, StoppablePostgres postgres) => (_folder, Stub, Postgres) = (folder, stub, postgres);

    /// <summary>The trackers.</summary>
    public StubProcess Stub { get; }

    /// <summary>The store.</summary>
    public StoppablePostgres Postgres { get; }

    /// <summary>Whether the program keeps what it cannot store yet in a folder that can be named.</summary>
    public bool HasState { get; private init; }

    private string StateFolder => Directory.CreateDirectory(_folder["state"]).FullName;

    /// <summary>Builds one.</summary>
    /// <param name="torrents">Swarms.</param>
    /// <param name="trackers">Trackers of each.</param>
    /// <param name="hosts">Hosts these are at.</param>
    /// <param name="seed">Of the trackers' dice.</param>
    public static async Task<ProvingGround> BuildAsync(int torrents, int trackers, int hosts, int seed)
    {
        var folder = new PrivateFolder();
        StubProcess? stub = null;
        try
        {
            stub = await StubProcess.StartAsync(new StubOptions(Hosts: hosts, Interval: RecordCheck.ShortestInterval, Answers: folder[AnswerFile], Seed: seed));
            var ground = new ProvingGround(folder, stub, await StoppablePostgres.StartAsync(isDurable: true)) { HasState = await TakesStateAsync() };
            folder.Write(ListFile, string.Join('\n', Enumerable.Range(0, torrents).Select(number => ground.MagnetOf(number, trackers, hosts))));
            return ground;
        }
        catch
        {
            if (stub is not null) await stub.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Starts the crawler: the same command every time, but for how long.</summary>
    /// <param name="duration">Seconds until it ends by itself; null for never.</param>
    /// <param name="stateMegabytes">Size of the disk its state is on; null for ours.</param>
    public HeldProcess Crawl(int? duration = null, int? stateMegabytes = null)
    {
        List<string> command =
        [
            DotNet.Program, DotNet.Crawler, "crawl", $"@{_folder[ListFile]}", "--store", Postgres.ConnectionString, "--allow-private", "--name", "faults",
        ];
        if (duration is { } seconds) command.AddRange(["--for", FormattableString.Invariant($"{seconds}s")]);
        if (stateMegabytes is not null || HasState) command.AddRange(["--state", StateFolder]);
        // A disk of its own that goes with the process: a mount nobody else sees.
        if (stateMegabytes is { } size)
            command = ["unshare", "--mount", "sh", "-c", FormattableString.Invariant($"mount -t tmpfs -o size={size}m tmpfs '{StateFolder}' && exec \"$@\""), "sh", .. command];
        var crawler = HeldProcess.Start(command[0], command[1..], _folder.Path);
        _crawlers.Add(crawler);
        return crawler;
    }

    /// <summary>Kills a crawler outright, as it stands.</summary>
    public async Task<Death> KillAsync(HeldProcess crawler)
    {
        var from = Moment.Now();
        _crawlers.Remove(crawler);
        await crawler.DisposeAsync();
        return new Death(from, Moment.Now());
    }

    /// <summary>Lets a crawler do its work for a while.</summary>
    /// <exception cref="InvalidOperationException">It ended.</exception>
    public static async Task LiveAsync(HeldProcess crawler, TimeSpan span)
    {
        await Task.Delay(span);
        if (!crawler.IsRunning) throw new InvalidOperationException($"the crawler ended by itself; it said: {crawler.Output}");
    }

    /// <summary>Waits until a crawler has ended by itself.</summary>
    /// <exception cref="TimeoutException">It has not.</exception>
    public static async Task EndAsync(HeldProcess crawler, TimeSpan patience)
    {
        for (var waited = Stopwatch.StartNew(); crawler.IsRunning; await Task.Delay(100))
            if (waited.Elapsed > patience) throw new TimeoutException($"the crawler did not end within {patience.TotalSeconds} s; it said: {crawler.Output}");
    }

    /// <summary>What trackers and store say of each other, once the aggregate has all of the log.</summary>
    public async Task<(IReadOnlyList<Answer> Answers, RecordVerdict Verdict, int AggregateDifferences)> CheckAsync(IReadOnlyCollection<Death> deaths, TimeSpan bound)
    {
        await using (var store = StoreFactory.Open(StoreLocation.Parse(Postgres.ConnectionString)))
        {
            while ((await store.MergeAsync(cancellation: CancellationToken.None)).Lag.Batches > 0)
            {
                // What another merge was at is this one's to wait for.
            }
        }

        await Stub.FlushAsync();
        var answers = AnswerLog.Read(_folder[AnswerFile]);
        var (calls, differences) = await StoredRecord.ReadAsync(Postgres.ConnectionString, Stub.Addresses);
        return (answers, RecordCheck.Of(answers, calls, deaths, bound), differences);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var crawler in _crawlers) await crawler.DisposeAsync();
        await Stub.DisposeAsync();
        await Postgres.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<bool> TakesStateAsync()
    {
        await using var help = HeldProcess.Start(DotNet.Program, [DotNet.Crawler, "crawl", "--help"], "/");
        await EndAsync(help, TimeSpan.FromSeconds(30));
        return help.Output.Contains("--state", StringComparison.Ordinal);
    }

    private string MagnetOf(int number, int trackers, int hosts) =>
        $"magnet:?xt=urn:btih:{StubTargets.HashOf(number)}"
        + string.Concat(StubTargets.PlacesOf(number, trackers, hosts).Select(place => $"&tr={Uri.EscapeDataString(Stub.Addresses.UrlOf(place))}"));
}
