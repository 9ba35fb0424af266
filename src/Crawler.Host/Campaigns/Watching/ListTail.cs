using System.Text;
using Crawler.Host.Files;
using Crawler.Host.Targets;

namespace Crawler.Host.Campaigns.Watching;

/// <summary>
/// Reads a list as it grows, each line once. A line without its end is left for later, until the file has stopped
/// growing: another program may be writing it. A file that was replaced is read from its start.
/// </summary>
/// <param name="path">The list.</param>
internal sealed class ListTail(string path)
{
    /// <summary>Bytes read at once; a line is shorter.</summary>
    private const int MaxChunk = 1 << 20;

    private const int FingerprintBytes = 256;

    private long _offset;
    private long _lastLength = -1;
    private int _line;
    private byte[] _beginning = [];

    /// <summary>Lines that are new, comments and blank ones left out, at most about a megabyte of them; empty when there are no more.</summary>
    /// <param name="report">Told of what cannot be read, with the line or null.</param>
    /// <returns>The lines with their numbers, and whether there may be more at once.</returns>
    public (IReadOnlyList<(int Line, string Item)> Items, bool More) Read(Action<int?, string> report)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Read(file, report);
        }
        catch (FileNotFoundException)
        {
            // It is not there yet, or was taken away: what comes in its place is another list.
            (_offset, _lastLength, _line, _beginning) = (0, -1, 0, []);
            return ([], false);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            report(null, problem);
            return ([], false);
        }
    }

    private (IReadOnlyList<(int, string)>, bool) Read(FileStream file, Action<int?, string> report)
    {
        var length = file.Length;
        if (length < _offset || !StartsAsBefore(file)) (_offset, _lastLength, _line) = (0, -1, 0);
        var hasStopped = length == _lastLength;
        if (length == _offset) return Last(length, []);

        file.Position = _offset;
        var chunk = new byte[Math.Min(MaxChunk, length - _offset)];
        var read = file.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false);
        var bytes = chunk.AsSpan(0, read);
        var end = bytes.LastIndexOf((byte)'\n') + 1;
        if (end == 0)
        {
            // The rest of a line that is too long is taken for lines of its own, which name nothing either.
            if (read == MaxChunk) report(_line + 1, "too long for a line of a list");
            if (read < MaxChunk && !hasStopped) return Last(length, []);
            end = read;
        }

        var items = Items(bytes[..end], report);
        if (_offset == 0) _beginning = bytes[..Math.Min(end, FingerprintBytes)].ToArray();
        _offset += end;
        return read == MaxChunk ? (items, true) : Last(length, items);
    }

    /// <summary>Ends a look: whether the file grows is seen from one look to the next, not within one.</summary>
    private (IReadOnlyList<(int, string)>, bool) Last(long length, IReadOnlyList<(int, string)> items)
    {
        _lastLength = length;
        return (items, false);
    }

    private List<(int, string)> Items(ReadOnlySpan<byte> bytes, Action<int?, string> report)
    {
        var items = new List<(int, string)>();
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n');
        // What follows the last line's end is no line.
        for (var number = 0; number < lines.Length - (lines[^1].Length == 0 ? 1 : 0); number++)
        {
            _line++;
            if (lines[number].Contains('\0')) report(_line, "not text: a torrent file is named without '@'");
            else if (TargetText.WithoutComment(lines[number]) is { Length: > 0 } item) items.Add((_line, item));
        }

        return items;
    }

    private bool StartsAsBefore(FileStream file)
    {
        if (_beginning.Length == 0) return true;
        var now = new byte[_beginning.Length];
        file.Position = 0;
        return file.ReadAtLeast(now, now.Length, throwOnEndOfStream: false) == now.Length && now.AsSpan().SequenceEqual(_beginning);
    }
}
