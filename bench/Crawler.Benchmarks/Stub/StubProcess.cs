using System.Diagnostics;
using System.Globalization;
using Crawler.Benchmarks.EndToEnd;

namespace Crawler.Benchmarks.Stub;

/// <summary>A stub tracker as a child process. It ends with us, however we end: the kernel closes its standard input.</summary>
internal sealed class StubProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    private StubProcess(Process process, StubAddresses addresses) => (_process, Addresses) = (process, addresses);

    /// <summary>Where it answers.</summary>
    public StubAddresses Addresses { get; }

    /// <summary>Seconds of CPU it took so far, user and system.</summary>
    public double CpuSeconds => ProcessFiles.CpuSecondsOf(_process.Id);

    /// <summary>Starts one and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static async Task<StubProcess> StartAsync(StubOptions options)
    {
        var start = new ProcessStartInfo(DotNet.Program, [typeof(StubProcess).Assembly.Location, "stub-tracker", .. options.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // It hardly allocates; heaps by the core would only take memory.
        start.Environment["DOTNET_gcServer"] = "0";
        var process = Process.Start(start)!;
        var ready = (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience))?.Split(' ');
        if (ready is not [StubTracker.Ready, .. var ports]) throw new InvalidOperationException("the stub tracker did not start");
        return new StubProcess(process, new StubAddresses(options.Hosts, [.. ports.Select(port => int.Parse(port, CultureInfo.InvariantCulture))]));
    }

    /// <summary>What it has done so far.</summary>
    public async Task<StubCounts> CountsAsync() => StubCounts.Parse(await TellAsync("counts"));

    /// <summary>Makes a place swallow what comes, or not.</summary>
    public Task BlackHoleAsync(int place, bool on) => DoAsync($"blackhole {place.ToString(CultureInfo.InvariantCulture)} {(on ? "on" : "off")}");

    /// <summary>Has it write its answer log to the last record.</summary>
    public Task FlushAsync() => DoAsync("flush");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (Exception error) when (error is TimeoutException or IOException)
        {
            _process.Kill();
        }
        finally
        {
            _process.Dispose();
        }
    }

    private async Task DoAsync(string command)
    {
        var said = await TellAsync(command);
        if (said != "done") throw new InvalidOperationException($"the stub tracker: {said}");
    }

    private async Task<string> TellAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("the stub tracker is gone");
    }
}
