using System.Diagnostics;
using Crawler.Benchmarks.EndToEnd;

namespace Crawler.Benchmarks.Face;

/// <summary>The real <c>crawler serve</c> in a process of its own, from when it listens to when it is disposed.</summary>
internal sealed class ServedFace : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServedFace(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Bytes of memory it holds.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it.</summary>
    /// <exception cref="InvalidOperationException">It did not start; the message says what it said.</exception>
    public static async Task<ServedFace> StartAsync(string store)
    {
        var start = new ProcessStartInfo(DotNet.Program, [DotNet.Crawler, "serve", "--store", store, "--listen", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            // All requests come from one address.
            Environment = { ["CRAWLER_WEB__REQUESTSPERMINUTE"] = "0" },
        };
        var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        const string listening = "listening on ";
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith(listening, StringComparison.Ordinal)) return new ServedFace(process, new Uri(line[listening.Length..]));
        throw new InvalidOperationException("the crawler did not serve");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
