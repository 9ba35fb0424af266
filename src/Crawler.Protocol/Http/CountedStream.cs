namespace Crawler.Protocol.Http;

/// <summary>A body as it comes over the wire, its bytes counted; its first can be looked at before they are read.</summary>
internal sealed class CountedStream(Stream inner) : Stream
{
    private byte[] _ahead = [];

    /// <summary>Bytes that came so far.</summary>
    public long Bytes { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Bytes; set => throw new NotSupportedException(); }

    /// <summary>The first bytes, fewer only where no more come; nothing may have been read yet.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellation)
    {
        var first = new byte[count];
        var length = await inner.ReadAtLeastAsync(first, count, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        Bytes += length;
        return _ahead = first[..length];
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ahead.Length > 0)
        {
            var length = Math.Min(buffer.Length, _ahead.Length);
            _ahead.AsMemory(0, length).CopyTo(buffer);
            _ahead = _ahead[length..];
            return length;
        }

        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Bytes += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
