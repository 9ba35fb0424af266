using System.Buffers;
using Crawler.Host.Files;
using Crawler.Host.Targets;
using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;

namespace Crawler.Host.Discovery;

/// <summary>
/// The file found swarms are written to, whole lines at a time, so that whoever reads it meanwhile (a campaign that watches it)
/// finds targets, and a run that is cut off leaves a list that can be used and gone on with.
/// </summary>
internal sealed class FoundList : IAsyncDisposable
{
    private const int LongestTail = 64 * 1024; // as the longest line of a list

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _pending = new(128 * 1024);

    private FoundList(Stream stream, string? path) => (_stream, Path) = (stream, path);

    /// <summary>The file; null for standard output.</summary>
    public string? Path { get; }

    /// <summary>Lines go here; they reach the file with <see cref="FlushAsync"/>.</summary>
    public IBufferWriter<byte> Lines => _pending;

    /// <summary>A list on standard output.</summary>
    public static FoundList On(Stream output) => new(output, null);

    /// <summary>A new file, or with <paramref name="resume"/> one that may be there already, what it names added to <paramref name="known"/>.</summary>
    /// <exception cref="UserException">It cannot be written, or is there and was not to be gone on with.</exception>
    public static async Task<FoundList> OpenAsync(string path, bool resume, FoundHashes known, CancellationToken cancellation)
    {
        if (Directory.Exists(path)) throw new UserException($"{path}: is a folder, not a file");
        if (!resume && File.Exists(path)) throw new UserException($"{path} is there already: --resume adds to it what it lacks");
        FileStream? file = null;
        try
        {
            file = new FileStream(path, resume ? FileMode.OpenOrCreate : FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            await ReadAsync(file, known, (_, _) => { }, cancellation); // what else stands there is its owner's
            await MendAsync(file, cancellation);
            return new FoundList(file, path);
        }
        catch (Exception error) when (FileProblem.Describe(error) is { } problem)
        {
            if (file is not null) await file.DisposeAsync();
            throw UserException.Failed($"{path}: {problem}", error);
        }
    }

    /// <summary>The infohashes a list names, bare or in magnet links; lines that name none are told.</summary>
    public static async Task ReadAsync(Stream stream, FoundHashes hashes, Action<int, string> report, CancellationToken cancellation)
    {
        await foreach (var (line, item) in TargetList.ReadAsync(stream, report, cancellation))
        {
            var isOne = false;
            foreach (var hash in HashesOf(item))
            {
                hashes.Add(hash);
                isOne = true;
            }

            if (!isOne) report(line, "no infohash");
        }
    }

    /// <summary>Writes the whole lines that wait, in one piece.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (_pending.WrittenCount == 0) return;
        await WriteAsync(cancellation);
        _pending.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Path is not null) await _stream.DisposeAsync();
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        try
        {
            await _stream.WriteAsync(_pending.WrittenMemory, cancellation);
            await _stream.FlushAsync(cancellation);
        }
        catch (IOException error) when (Path is not null)
        {
            throw UserException.Failed($"{Path}: {FileProblem.Describe(error)}; the list is good up to its last whole line, and --resume goes on behind it", error);
        }
    }

    /// <summary>
    /// Ends the last line where it has no end. If it is the beginning of one of ours it was cut off, names nothing, and goes; what
    /// a person left without a line break stays.
    /// </summary>
    private static async Task MendAsync(FileStream file, CancellationToken cancellation)
    {
        var tail = new byte[Math.Min(LongestTail, file.Length)];
        file.Seek(-tail.Length, SeekOrigin.End);
        await file.ReadExactlyAsync(tail, cancellation);
        var last = System.Text.Encoding.UTF8.GetString(tail.AsSpan()[(tail.AsSpan().LastIndexOf((byte)'\n') + 1)..]);
        if (last.Length == 0) return;
        var isCutOff = last.Length < 2 * InfoHash.Length && last.All(char.IsAsciiHexDigitLower);
        isCutOff |= "magnet:?".StartsWith(last, StringComparison.Ordinal) || (Magnet.IsMagnet(last) && !HashesOf(TargetText.WithoutComment(last)).Any());
        if (isCutOff) file.SetLength(file.Length - System.Text.Encoding.UTF8.GetByteCount(last));
        file.Seek(0, SeekOrigin.End);
        if (!isCutOff) await file.WriteAsync("\n"u8.ToArray(), cancellation);
    }

    private static IEnumerable<InfoHash> HashesOf(string item)
    {
        try
        {
            return TargetText.Read(item)?.Select(target => target.InfoHash) ?? [];
        }
        catch (MetainfoException)
        {
            return [];
        }
    }
}
