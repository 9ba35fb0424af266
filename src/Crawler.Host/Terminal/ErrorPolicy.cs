using Crawler.Protocol.Net;

namespace Crawler.Host.Terminal;

/// <summary>The one place where errors become a line and an exit code.</summary>
internal static class ErrorPolicy
{
    // IOException carries the raw errno on Unix; the console's own streams swallow it, files such as /dev/stdout do not.
    private const int BrokenPipeErrno = 32;
    private const int BrokenPipeWin32 = unchecked((int)0x8007006D);

    public static async Task<int> RunAsync(CommandConsole console, Func<Task<int>> command, CancellationToken cancellation)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (IOException error) when (error.HResult is BrokenPipeErrno or BrokenPipeWin32)
        {
            // The reader (head, less) has seen enough.
            return ExitCode.Ok;
        }
        catch (UserException error)
        {
            console.WriteError(error.Message);
            if (error.InnerException is { } cause) WriteTrace(console, cause);
            return error.ExitCode;
        }
        catch (Exception error)
        {
            var hint = console.ShowTraces ? "" : " (--verbose shows where)";
            // What the system says of a file or socket (a full disk) needs no such preface.
            var preface = error is IOException ? "" : "unexpected error: ";
            console.WriteError($"{preface}{ErrorText.Sanitise(error.Message)}{hint}");
            WriteTrace(console, error);
            return ExitCode.Failed;
        }
    }

    private static void WriteTrace(CommandConsole console, Exception error)
    {
        if (console.ShowTraces) console.Error.WriteLine(error);
    }
}
