using System.ComponentModel;

namespace Crawler.Benchmarks.Stub;

/// <summary>The counter of one port: a socket, and a thread that carries what comes to a desk and back.</summary>
internal sealed class StubCounter : IDisposable
{
    private readonly DatagramBatch _batch = new(StubDesk.LongestReply);
    private readonly StubDesk _desk;
    private readonly int _hosts;
    private readonly int _firstPlace;
    private readonly Thread _thread;
    private volatile bool _stop;

    public StubCounter(int port, StubOptions options, StubDesk desk)
    {
        (_desk, _hosts, _firstPlace) = (desk, options.Hosts, port * options.Hosts);
        Port = _batch.Port;
        _thread = new Thread(Serve) { IsBackground = true, Name = "stub-tracker" };
        _thread.Start();
    }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>What it has done.</summary>
    public StubCounts Counts => _desk.Counts;

    /// <summary>Why it serves no more; null while it does.</summary>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop = true;
        _thread.Join();
        _batch.Dispose();
    }

    private void Serve()
    {
        try
        {
            while (!_stop) _batch.Turn(Answer);
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or IOException)
        {
            Problem = error.Message;
        }
    }

    private int Answer(ReadOnlySpan<byte> request, uint source, uint destination, Span<byte> reply)
    {
        var host = StubAddresses.HostOf(destination, _hosts);
        return host < 0 ? 0 : _desk.Answer(request, source, _firstPlace + host, reply, (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
    }
}
