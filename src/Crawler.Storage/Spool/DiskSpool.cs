using Crawler.Storage.Log;

namespace Crawler.Storage.Spool;

/// <summary>
/// Batches on disk, first in, first out, while the store is away: append-only files in one folder, bounded in total. What
/// was written survives the process; a batch that was only half written when the process died is recognised and cut off.
/// A batch delivered and not yet forgotten when the process died is delivered again, which changes nothing.
/// Thread-safe; one process at a time, which is the caller's to see to.
/// </summary>
public sealed class DiskSpool : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SpoolOptions _options;
    private readonly string _folder;
    private readonly AsideFolder _aside;
    private readonly LinkedList<SpoolSegment> _segments = new();
    private readonly ByteWriter _writer = new();
    private Stream? _open;
    private long _lastNumber;
    private (SpoolFrame Frame, byte[] Bytes)? _peeked;

    private DiskSpool(string folder, SpoolOptions options)
    {
        (_folder, _options) = (folder, options);
        _aside = new AsideFolder(Path.Combine(folder, "aside"), options.Create);
    }

    /// <summary>Batches that wait.</summary>
    public long Batches { get; private set; }

    /// <summary>Attempts in them.</summary>
    public long Entries { get; private set; }

    /// <summary>Bytes on disk, what was set aside included.</summary>
    public long Bytes => _aside.Bytes + Volatile.Read(ref _bytes);

    /// <summary>Where refused batches and damaged files are.</summary>
    public string AsidePath => _aside.Path;

    /// <summary>Batches set aside, in this run or before.</summary>
    public int Refused => _aside.Refused.Count;

    /// <summary>Files set aside because their end could not be read.</summary>
    public int Damaged => _aside.Damaged.Count;

    private long _bytes;

    /// <summary>Opens a folder, making it if need be, with what earlier runs left in it.</summary>
    /// <exception cref="SpoolException">It cannot be used, or was written by a newer version.</exception>
    public static DiskSpool Open(string folder, SpoolOptions? options = null)
    {
        var spool = new DiskSpool(folder, options ?? new SpoolOptions());
        try
        {
            SpoolFiles.CreateFolder(folder);
            spool.Recover();
            return spool;
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not SpoolException)
        {
            throw new SpoolException($"cannot use the spool {folder}: {SpoolException.Reason(error)}", error);
        }
    }

    /// <summary>Takes a batch, behind all others.</summary>
    /// <exception cref="SpoolException">There is no room: the limit, or the disk. Nothing was taken; there may be room later.</exception>
    public void Append(LogBatch batch, DateTimeOffset now)
    {
        lock (_lock)
        {
            _writer.Begin(SpoolFrame.HeadLength);
            BatchCodec.Write(_writer, batch);
            SpoolFrame.Seal(_writer.Written, batch.Entries.Count, now);
            var length = _writer.Written.Length;
            if (Bytes + length > _options.Limit) throw new SpoolException($"the spool {_folder} has reached its limit of {_options.Limit >> 20} MiB");
            try
            {
                var segment = ToWrite();
                WriteWhole(segment, _writer.Written);
                segment.Length += length;
                segment.Batches++;
                segment.Entries += batch.Entries.Count;
                (Batches, Entries) = (Batches + 1, Entries + batch.Entries.Count);
                Interlocked.Add(ref _bytes, length);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new SpoolException($"the spool {_folder} cannot be written: {SpoolException.Reason(error)}", error);
            }
        }
    }

    /// <summary>The oldest batch; null if there is none. The same again until <see cref="Forget"/> or <see cref="SetAside"/>.</summary>
    /// <exception cref="SpoolException">It cannot be read now.</exception>
    public SpooledBatch? Peek()
    {
        lock (_lock)
        {
            try
            {
                while (_segments.First?.Value is { } oldest)
                {
                    if (oldest.IsDrained)
                    {
                        Remove(oldest);
                        continue;
                    }

                    var (frame, bytes) = _peeked ??= oldest.Peek();
                    if (frame.IsWhole(bytes)) return new SpooledBatch(Decode(bytes), frame.Entries, frame.SpooledAt);
                    // It was whole when it was written or opened: the disk has changed it since.
                    _aside.KeepCopy(oldest);
                    Remove(oldest);
                }

                return null;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new SpoolException($"the spool {_folder} cannot be read: {SpoolException.Reason(error)}", error);
            }
        }
    }

    /// <summary>The batch that was peeked at is in the store.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            if (_peeked is not { } peeked || _segments.First?.Value is not { } oldest) return;
            oldest.Pass(peeked.Frame);
            (Batches, Entries, _peeked) = (Batches - 1, Entries - peeked.Frame.Entries, null);
            if (oldest.IsDrained) Remove(oldest);
        }
    }

    /// <summary>The store refuses the batch that was peeked at: it is kept apart, and those behind it go on.</summary>
    /// <exception cref="SpoolException">There is no room to keep it apart; it stays where it is.</exception>
    public void SetAside()
    {
        lock (_lock)
        {
            if (_peeked is not { } peeked || _segments.First?.Value is not { } oldest) return;
            try
            {
                _aside.Keep(oldest, peeked.Bytes);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new SpoolException($"the spool {_folder} cannot be written: {SpoolException.Reason(error)}", error);
            }
        }

        Forget();
    }

    /// <summary>Offers each batch that was set aside once more; what is taken is deleted.</summary>
    /// <param name="take">Takes one; false if the store still refuses it.</param>
    public async Task RetryRefusedAsync(Func<LogBatch, Task<bool>> take)
    {
        foreach (var file in _aside.Refused)
        {
            LogBatch? batch;
            try
            {
                batch = AsideFolder.Read(file);
            }
            catch (InvalidDataException)
            {
                continue; // a bug of the version that wrote it: stays for whoever looks into it
            }

            if (batch is not null && await take(batch).ConfigureAwait(false)) _aside.Delete(file);
        }
    }

    /// <summary>Closes the files; what waits stays.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _open?.Dispose();
            _open = null;
        }
    }

    private static LogBatch? Decode(byte[] frame)
    {
        try
        {
            return BatchCodec.Read(frame.AsSpan(SpoolFrame.HeadLength));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private SpoolSegment ToWrite()
    {
        if (_open is not null && _segments.Last!.Value is var last && last.Length < _options.SegmentBytes) return last;
        _open?.Dispose();
        _open = null;
        var segment = new SpoolSegment(Path.Combine(_folder, SpoolSegment.NameOf(_lastNumber + 1)), ++_lastNumber);
        var file = _options.Create(segment.Path);
        try
        {
            file.Write(SpoolSegment.Signature);
        }
        catch
        {
            file.Dispose();
            File.Delete(segment.Path);
            throw;
        }

        _open = file;
        _segments.AddLast(segment);
        Interlocked.Add(ref _bytes, SpoolSegment.SignatureLength);
        return segment;
    }

    private void WriteWhole(SpoolSegment segment, ReadOnlySpan<byte> frame)
    {
        try
        {
            _open!.Write(frame);
            if (_options.SyncToDisk && _open is FileStream file) file.Flush(flushToDisk: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            try
            {
                // Half a frame must not stand before the next one.
                _open!.SetLength(segment.Length);
                _open.Position = segment.Length;
            }
            catch (IOException)
            {
                // Then nothing is written behind it: the next batch begins another file.
                _open!.Dispose();
                _open = null;
            }

            throw;
        }
    }

    private void Remove(SpoolSegment segment)
    {
        if (_open is not null && segment == _segments.Last?.Value)
        {
            _open.Dispose();
            _open = null;
        }

        _segments.Remove(segment);
        (Batches, Entries, _peeked) = (Batches - segment.Batches, Entries - segment.Entries, null);
        Interlocked.Add(ref _bytes, -segment.Length);
        File.Delete(segment.Path);
    }

    private void Recover()
    {
        var found = Directory.GetFiles(_folder, "*" + SpoolSegment.Extension)
            .Select(path => (Path: path, Number: SpoolSegment.NumberOf(path))).Where(file => file.Number is not null).OrderBy(file => file.Number);
        _lastNumber = _aside.LastNumber;
        foreach (var (path, number) in found)
        {
            var segment = new SpoolSegment(path, number!.Value);
            _lastNumber = Math.Max(_lastNumber, segment.Number);
            var end = SegmentScan.Run(segment);
            if (end == SegmentEnd.Newer) throw new SpoolException($"the spool {_folder} was written by a newer crawler: deliver it with that one first");
            if (end is SegmentEnd.Damaged or SegmentEnd.Foreign) _aside.KeepCopy(segment);
            // What was set aside comes under a name of its own: delivered from here as well it would be counted twice.
            for (var kept = _aside.LastRead(segment.Number); segment.Read <= kept && !segment.IsDrained;) segment.Pass(segment.Peek().Frame);
            if (segment.Batches == 0)
            {
                File.Delete(path);
                continue;
            }

            _segments.AddLast(segment);
            (Batches, Entries) = (Batches + segment.Batches, Entries + segment.Entries);
            _bytes += segment.Length;
        }
    }
}
