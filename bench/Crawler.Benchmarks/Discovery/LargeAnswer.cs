using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crawler.Benchmarks.Discovery;

/// <summary>A full scrape as a large tracker gives it, gzipped, in a file, and a server that sends it again and again.</summary>
internal sealed class LargeAnswer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private LargeAnswer(string path, long inflated) => (Path, Inflated) = (path, inflated);

    /// <summary>The gzipped answer.</summary>
    public string Path { get; }

    /// <summary>Its bytes, decompressed.</summary>
    public long Inflated { get; }

    /// <summary>Where the server is.</summary>
    public string Url => $"http://{_listener.LocalEndpoint}/announce";

    /// <summary>Writes random infohashes with counts as they are: most swarms small, few large. The same seed, the same answer.</summary>
    public static LargeAnswer Write(int swarms, int seed)
    {
        var path = System.IO.Path.GetTempFileName();
        var random = new Random(seed);
        var hash = new byte[20];
        long inflated = 0;
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            Add(gzip, "d5:filesd");
            for (var i = 0; i < swarms; i++)
            {
                random.NextBytes(hash);
                Add(gzip, "20:");
                gzip.Write(hash);
                var seeders = (int)Math.Min(50_000, 1 / (1 - random.NextDouble()));
                Add(gzip, $"d8:completei{seeders}e10:downloadedi{seeders * random.Next(50)}e10:incompletei{random.Next(1 + (seeders / 2))}ee");
            }

            Add(gzip, "ee");
        }

        var answer = new LargeAnswer(path, inflated + (20L * swarms));
        answer._listener.Start();
        _ = answer.ServeAsync();
        return answer;

        void Add(GZipStream gzip, string text)
        {
            var bytes = Encoding.ASCII.GetBytes(text);
            inflated += bytes.Length;
            gzip.Write(bytes);
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        File.Delete(Path);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync();
                await socket.ReceiveAsync(new byte[4096]);
                await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {new FileInfo(Path).Length}\r\n\r\n"));
                await socket.SendFileAsync(Path); // the kernel's work, not the process's memory
                socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }
}
