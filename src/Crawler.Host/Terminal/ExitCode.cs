namespace Crawler.Host.Terminal;

/// <summary>What the process tells its caller.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>What was asked for failed: a tracker refused, a file could not be written.</summary>
    public const int Failed = 1;

    /// <summary>The input or the command line is not usable.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl-C or SIGTERM: 128 + SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
