using System.Diagnostics;
using System.Text;
using Crawler.Lab;

namespace Crawler.EndToEnd.Crawling.Parts;

/// <summary>
/// The program as its users run it: a process of its own, built beside this test, with its own streams and signals. It is
/// started without a shell, since shells make what they start in the background deaf to SIGINT.
/// </summary>
internal sealed class CrawlerProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "crawler.dll");
    private static readonly string Dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private const string Notice = "crawler: peers' addresses are written as pseudonyms";

    // A second's work, but several start at once, and others may be building on the same cores.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // One for all: in it each store has a folder of its own, and each test a store.
    private static readonly Lazy<PrivateFolder> State = new(() =>
    {
        var folder = new PrivateFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    });

    private static readonly Lazy<string> KeyFile = new(() => Pseudonyms.WriteKey(State.Value));

    private readonly Process _process;
    private readonly Text _output = new();
    private readonly Text _error = new();

    private CrawlerProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => _error.Add(line.Data);
    }

    /// <summary>Standard output so far.</summary>
    public string Output => _output.ToString();

    /// <summary>Standard error so far.</summary>
    public string Error => _error.ToString();

    /// <summary>Starts the program with nothing on its standard input.</summary>
    public static CrawlerProcess Start(params IEnumerable<string> arguments) => StartIn(new Dictionary<string, string>(), arguments);

    /// <summary>The same with variables of the environment.</summary>
    public static CrawlerProcess StartIn(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Dotnet, [Program, .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("CRAWLER_STORE");
        start.Environment["CRAWLER_STATE"] = State.Value.Path;
        start.Environment["CRAWLER_Privacy__KeyFile"] = KeyFile.Value;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var started = new CrawlerProcess(start);
        started._process.Start();
        started._process.StandardInput.Close();
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Returns when a condition holds; fails at once if the program ends before, and shows what it said.</summary>
    public async Task UntilAsync(Func<bool> condition, string what, TimeSpan? within = null)
    {
        try
        {
            await Eventually.HoldsAsync(() => condition() || _process.HasExited, what, within ?? Patience);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{Output}\n{Error}", late);
        }

        if (!condition()) throw new InvalidOperationException($"the crawler ended before: {what}\n{Output}\n{Error}");
    }

    /// <summary>Sends it a signal, such as <c>INT</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>What it left behind, as soon as it has ended.</summary>
    /// <exception cref="TimeoutException">It goes on.</exception>
    public async Task<Ended> EndsAsync(TimeSpan? within = null)
    {
        var waited = Stopwatch.StartNew();
        using var patience = new CancellationTokenSource(within ?? Eventually.Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"the crawler still runs after {waited.Elapsed.TotalSeconds:0.#} s\n{Output}\n{Error}");
        }

        return new Ended(_process.ExitCode, Output, string.Concat(Error.Split('\n').Where(line => line.Length > 0 && !line.StartsWith(Notice, StringComparison.Ordinal)).Select(line => line + '\n')), waited.Elapsed);
    }

    /// <summary>Interrupts it as Ctrl-C would, and waits for its end.</summary>
    public async Task<Ended> InterruptAsync(TimeSpan? within = null)
    {
        await SignalAsync("INT");
        return await EndsAsync(within);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>How it ended.</summary>
    /// <param name="ExitCode">Its exit code.</param>
    /// <param name="Output">All of its standard output.</param>
    /// <param name="Error">All of its standard error, but for what it says of addresses as it begins.</param>
    /// <param name="Took">Time waited for it.</param>
    internal sealed record Ended(int ExitCode, string Output, string Error, TimeSpan Took);

    private sealed class Text
    {
        private readonly StringBuilder _text = new();

        public void Add(string? line)
        {
            if (line is null) return;
            lock (_text) _text.Append(line).Append('\n');
        }

        public override string ToString()
        {
            lock (_text) return _text.ToString();
        }
    }
}
