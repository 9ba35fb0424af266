using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Crawler.Protocol;

namespace Crawler.Benchmarks.Wire;

/// <summary>The client of the npm package <c>bittorrent-tracker</c>, which most JavaScript clients use: a process of its own.</summary>
internal sealed class NpmClient(string package)
{
    /// <summary>How to get it.</summary>
    public const string Install = "npm install --prefix artifacts/npm --ignore-scripts bittorrent-tracker@11";

    /// <summary>Finds it in this folder or one above.</summary>
    public static bool TryFind([NotNullWhen(true)] out NpmClient? client)
    {
        client = null;
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var package = Path.Combine(folder.FullName, "artifacts", "npm", "node_modules", "bittorrent-tracker");
            if (File.Exists(Path.Combine(package, "client.js"))) client ??= new NpmClient(package);
        }

        return client is not null;
    }

    /// <summary>Announces one swarm so often; the time it takes to start is not counted, by its own clock.</summary>
    public async Task<Figure> RunAsync(string url, InfoHash swarm, int announces)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Wire", "npm-client.mjs");
        var (output, _) = await TimedProcess.RunAsync("node", script, package, url, swarm.ToString(), $"{announces}", $"{Announces.UdpWindow}");
        var told = JsonDocument.Parse(output[output.LastIndexOf('{')..]).RootElement;
        return new Figure(
            announces,
            told.GetProperty("failures").GetInt32(),
            TimeSpan.FromMilliseconds(told.GetProperty("ms").GetDouble()),
            TimeSpan.FromMicroseconds(told.GetProperty("cpuMicros").GetDouble()),
            Allocated: null);
    }
}
