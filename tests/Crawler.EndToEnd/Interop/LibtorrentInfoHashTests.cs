using Crawler.Lab;
using Crawler.Protocol.Metainfo;

namespace Crawler.EndToEnd.Interop;

public class LibtorrentInfoHashTests
{
    private const string Python = "/usr/bin/python3";
    private const int Torrents = 240;

    private static string Script => Path.Combine(Checkout.Root, "tests", "Crawler.EndToEnd", "Interop", "torrents.py");

    [Fact]
    public async Task Infohashes_of_240_torrents_v1_v2_hybrid_and_bent_equal_those_of_libtorrent_where_it_accepts_them()
    {
        using var folder = new PrivateFolder();
        var list = await MakeAsync(folder.Path);
        Assert.InRange(list.Length, Torrents, 2 * Torrents);

        var differing = new List<string>();
        var refused = 0;
        foreach (var line in list.Select(line => line.Split('\t')))
        {
            var torrent = TorrentFile.Parse(await File.ReadAllBytesAsync(folder[line[0]]));
            var v1 = torrent.V1?.ToString() ?? "-";
            var v2 = torrent.V2 is { } hash ? Convert.ToHexStringLower(hash.Span) : "-";
            // What libtorrent refuses we read: a tracker may serve it all the same.
            if (line[1] == "refused") refused++;
            else if ((v1, v2) != (line[1], line[2])) differing.Add($"{line[0]}: {v1} {v2}, libtorrent {line[1]} {line[2]}");
        }

        Assert.Empty(differing);
        Assert.InRange(list.Length - refused, 2 * Torrents / 3, list.Length);
    }

    private static async Task<string[]> MakeAsync(string folder)
    {
        if (!File.Exists(Python)) throw new FileNotFoundException("Debian's python3-libtorrent is not installed. Run ./test as root, or: apt-get install python3-libtorrent");
        var start = new System.Diagnostics.ProcessStartInfo(Python, [Script, folder, $"{Torrents}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var python = System.Diagnostics.Process.Start(start)!;
        var problem = python.StandardError.ReadToEndAsync();
        var output = await python.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(2));
        await python.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(python.ExitCode == 0, await problem);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
