using System.Text;
using Crawler.Host.Files;
using Crawler.Host.Terminal;
using Crawler.Plots;

namespace Crawler.Host.Plots;

/// <summary>A file to draw into: its ending says how.</summary>
internal static class PlotFile
{
    /// <summary>Whether a plot can be written so.</summary>
    /// <exception cref="UserException">Its ending says nothing.</exception>
    public static void Check(string path)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".svg" or ".png")) throw new UserException($"--plot: {path} ends neither in .svg nor in .png");
    }

    /// <summary>Writes a drawing.</summary>
    public static Task WriteAsync(string path, Drawing drawing, CancellationToken cancellation) =>
        WriteAsync(path, Path.GetExtension(path).Equals(".svg", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetBytes(drawing.ToSvg()) : drawing.ToPng(), cancellation);

    /// <summary>Writes bytes.</summary>
    /// <exception cref="UserException">They cannot be written.</exception>
    public static async Task WriteAsync(string path, byte[] bytes, CancellationToken cancellation)
    {
        try
        {
            await AtomicFile.WriteAsync(path, bytes, cancellation);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            throw new UserException($"{path}: {problem}");
        }
    }
}
