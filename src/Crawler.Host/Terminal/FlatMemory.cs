using System.Runtime.InteropServices;

namespace Crawler.Host.Terminal;

/// <summary>
/// Keeps a verb small that only streams. Left alone the heap grows into whatever memory there is before it is collected, as suits a
/// crawl, and so does what SQLite and decompression free on one thread and ask for on the next; a limit instead would end the verb
/// when the heap is fragmented rather than full.
/// </summary>
/// <param name="every">After how many rows what they left behind is given back.</param>
internal sealed class FlatMemory(long every)
{
    private static bool _cannotTrim;

    private long _last;

    /// <summary>So many rows were streamed: now and then what they left behind is given back. Some milliseconds each time, as next to nothing lives.</summary>
    public void Passed(long rows)
    {
        if (rows < _last + every) return;
        _last = rows;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        Trim();
    }

    private static void Trim()
    {
        if (_cannotTrim || !OperatingSystem.IsLinux()) return;
        try
        {
            _ = MallocTrim(0);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library than glibc, which has an allocator of its own.
            _cannotTrim = true;
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint keep);
}
