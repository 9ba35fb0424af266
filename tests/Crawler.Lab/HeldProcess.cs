using System.Collections.Concurrent;
using System.Diagnostics;

namespace Crawler.Lab;

/// <summary>
/// A program that lives no longer than its owner, even if the test process is killed outright: a shell beside it
/// reads a pipe that we hold, and kills it when the pipe closes. (The kernel's parent-death signal will not do: it
/// fires when the <em>thread</em> that started the child ends, and pool threads do.)
/// </summary>
public sealed class HeldProcess : IAsyncDisposable
{
    private const int LinesKept = 200;

    private const string Keeper = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        child=$!
        { cat <&3; kill -KILL $child; } >/dev/null 2>&1 &
        wait $child
        """;

    private static readonly TimeSpan DyingTime = TimeSpan.FromSeconds(10);

    private readonly Process _shell;
    private readonly ConcurrentQueue<string> _output = new();

    private HeldProcess(Process shell)
    {
        _shell = shell;
        shell.OutputDataReceived += (_, line) => Keep(line.Data);
        shell.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>Whether the program is still there.</summary>
    public bool IsRunning => !_shell.HasExited;

    /// <summary>The last lines it wrote, standard output and error as they came.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts <paramref name="program"/> with nothing on its standard input.</summary>
    public static HeldProcess Start(string program, IEnumerable<string> arguments, string workingFolder)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Keeper, "sh", program, .. arguments])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var held = new HeldProcess(new Process { StartInfo = start });
        held._shell.Start();
        held._shell.BeginOutputReadLine();
        held._shell.BeginErrorReadLine();
        return held;
    }

    /// <summary>Kills the program and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _shell.StandardInput.Close();
            await _shell.WaitForExitAsync().WaitAsync(DyingTime);
        }
        catch (TimeoutException)
        {
            _shell.Kill(entireProcessTree: true);
        }
        finally
        {
            _shell.Dispose();
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        while (_output.Count > LinesKept) _output.TryDequeue(out _);
    }
}
