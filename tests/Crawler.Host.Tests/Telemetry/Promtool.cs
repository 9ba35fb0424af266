using System.Diagnostics;
using Crawler.Lab;

namespace Crawler.Host.Tests.Telemetry;

/// <summary>Prometheus' own checker.</summary>
internal static class Promtool
{
    /// <summary>Runs it over a text; it says on stderr what it does not like.</summary>
    public static async Task<(int ExitCode, string Complaints)> RunAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(DebianProgram.Require("promtool", "prometheus"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var promtool = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Eventually.Patience);
        var said = promtool.StandardOutput.ReadToEndAsync(patience.Token);
        var complaints = promtool.StandardError.ReadToEndAsync(patience.Token);
        await promtool.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync(patience.Token);
        var output = await said;
        return (promtool.ExitCode, promtool.ExitCode == 0 ? await complaints : await complaints + output);
    }
}
