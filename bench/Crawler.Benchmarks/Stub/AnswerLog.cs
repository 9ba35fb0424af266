namespace Crawler.Benchmarks.Stub;

/// <summary>
/// What a stub tracker was asked and said, in a file: what the crawler's store is held against. Written through a buffer
/// that is emptied every second and at the end. Thread-safe; bounded.
/// </summary>
internal sealed class AnswerLog : IDisposable
{
    /// <summary>Two gigabytes; more is a mistake.</summary>
    private const long Most = (2L << 30) / Answer.Length;

    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[Answer.Length * 4096];
    private readonly Lock _lock = new();
    private readonly Timer _timer;
    private int _used;
    private long _count;

    public AnswerLog(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _timer = new Timer(_ => Flush(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>Adds a record.</summary>
    /// <exception cref="InvalidOperationException">The log is full.</exception>
    public void Add(in Answer answer)
    {
        lock (_lock)
        {
            if (++_count > Most) throw new InvalidOperationException("the answer log is full");
            answer.Write(_buffer.AsSpan(_used));
            _used += Answer.Length;
            if (_used == _buffer.Length) Write();
        }
    }

    /// <summary>Writes what is in the buffer.</summary>
    public void Flush()
    {
        lock (_lock) Write();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            if (_file.CanWrite) Write();
            _file.Dispose();
        }
    }

    /// <summary>All records of a file, as they were made; half a record at the end is left out.</summary>
    public static List<Answer> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20);
        var answers = new List<Answer>((int)(file.Length / Answer.Length));
        var record = new byte[Answer.Length];
        while (file.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) == record.Length) answers.Add(Answer.Read(record));
        return answers;
    }

    private void Write()
    {
        if (_used == 0 || !_file.CanWrite) return;
        _file.Write(_buffer, 0, _used);
        _used = 0;
    }
}
