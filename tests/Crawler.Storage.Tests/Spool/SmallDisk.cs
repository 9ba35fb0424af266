using Crawler.Storage.Spool;

namespace Crawler.Storage.Tests.Spool;

/// <summary>Real files on a disk that is full after so many bytes: the write that does not fit is cut off in its middle.</summary>
internal sealed class SmallDisk(long room)
{
    /// <summary>Bytes that still fit.</summary>
    public long Room { get; set; } = room;

    /// <summary>Whether what was written by halves cannot even be taken back.</summary>
    public bool TruncationFails { get; init; }

    public Stream Create(string path) => new Limited(SpoolFiles.Create(path), this);

    private sealed class Limited(Stream file, SmallDisk disk) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position
        {
            get => file.Position;
            set => file.Position = value;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var fits = (int)Math.Min(buffer.Length, disk.Room);
            file.Write(buffer[..fits]);
            disk.Room -= fits;
            if (fits < buffer.Length) throw new IOException("No space left on device : '/somewhere/00000001.spool'");
        }

        public override void SetLength(long value)
        {
            if (disk.TruncationFails) throw new IOException("Input/output error");
            file.SetLength(value);
        }

        public override void Flush() => file.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
            base.Dispose(disposing);
        }
    }
}
