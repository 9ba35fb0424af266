namespace Crawler.Host.Terminal;

/// <summary>Keeps the heap of a process small that only streams: left alone it grows into whatever memory there is before it collects.</summary>
internal static class FlatMemory
{
    /// <summary>A page of rows, a row group and what writing it takes come to a third of this.</summary>
    private const ulong Most = 64 << 20;

    /// <summary>For a command line whose verb only streams; the others keep the machine's memory. Called before anything is allocated.</summary>
    public static void KeepFor(string[] arguments)
    {
        if (arguments is not ["export", ..]) return;
        AppContext.SetData("GCHeapHardLimit", Most);
        try
        {
            GC.RefreshMemoryLimit();
        }
        catch (InvalidOperationException)
        {
            // A limit the machine sets is lower, or the heap is larger already: then it stays as it is.
        }
    }
}
