using System.Text.Json;
using Crawler.Host.Terminal;
using Crawler.Lab;
using Crawler.Lab.Torrents;

namespace Crawler.Host.Tests.Commands;

public sealed class InfoCommandTests : IDisposable
{
    private static readonly TorrentBuilder Builder = new()
    {
        Name = "Sample",
        Content = new byte[40_000],
        Private = true,
        AnnounceList =
        [
            ["https://t.example/0123456789abcdef0123/announce", "udp://t.example:6969"],
            ["telnet://t.example/"],
            ["http://u.example/announce"],
        ],
        Extra = [("comment", "a comment"), ("created by", "a program"), ("creation date", 1_700_000_000)],
    };

    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_torrent_is_shown_with_its_tiers_and_without_secrets()
    {
        var file = _folder.Write("a.torrent", Builder.ToBytes());

        var run = await CommandLine.RunAsync("info", file);

        Assert.Equal(
            $"""
            {file}
              name          Sample
              infohash v1   {Builder.InfoHash}
              private       yes
              size          39 KiB (40000 bytes)
              files         1
              piece length  16 KiB (16384 bytes)
              created       2023-11-14 22:13:20 UTC
              created by    a program
              comment       a comment
              tier 0        https://t.example/***/announce
                            udp://t.example:6969/
              tier 1        http://u.example/announce
              not usable    telnet://…: unknown scheme 'telnet' (http, https, udp, ws and wss are known)

            """,
            run.Output);
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Secrets_are_shown_on_demand()
    {
        var run = await CommandLine.RunAsync("info", "--show-secrets", _folder.Write("a.torrent", Builder.ToBytes()));

        Assert.Contains("https://t.example/0123456789abcdef0123/announce", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_every_name_and_null_for_what_is_absent()
    {
        var torrent = await CommandLine.RunAsync(["info", "--json", "-"], Builder.ToBytes());
        var magnet = await CommandLine.RunAsync("info", "--json", $"magnet:?xt=urn:btih:{Builder.InfoHash}");

        Assert.Equal(
            $$"""{"source":"standard input","kind":"torrent","name":"Sample","info_hash_v1":"{{Builder.InfoHash}}","info_hash_v2":null,"info_hash_v2_truncated":null,"hybrid":false,"private":true,"size":40000,"files":1,"piece_length":16384,"created_at":"2023-11-14T22:13:20+00:00","created_by":"a program","comment":"a comment","trackers":[{"tier":0,"position":0,"url":"https://t.example/***/announce"},{"tier":0,"position":1,"url":"udp://t.example:6969/"},{"tier":1,"position":0,"url":"http://u.example/announce"}],"rejected_trackers":[{"scheme":"telnet","problem":"unknown scheme 'telnet' (http, https, udp, ws and wss are known)"}]}""" + "\n",
            torrent.Output);
        Assert.Equal(
            $$"""{"source":"magnet link","kind":"magnet","name":null,"info_hash_v1":"{{Builder.InfoHash}}","info_hash_v2":null,"info_hash_v2_truncated":null,"hybrid":false,"private":null,"size":null,"files":null,"piece_length":null,"created_at":null,"created_by":null,"comment":null,"trackers":[],"rejected_trackers":[]}""" + "\n",
            magnet.Output);
    }

    [Fact]
    public async Task A_v2_magnet_shows_what_trackers_know_it_by()
    {
        var digits = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

        var run = await CommandLine.RunWithInputAsync($"  magnet:?xt=urn:btmh:1220{digits}\n", "info", "--json", "-");

        var info = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(digits, info.GetProperty("info_hash_v2").GetString());
        Assert.Equal(digits[..40], info.GetProperty("info_hash_v2_truncated").GetString());
    }

    [Fact]
    public async Task A_bad_file_does_not_hide_the_good_one()
    {
        var good = _folder.Write("good.torrent", Builder.ToBytes());
        var cut = _folder.Write("cut.torrent", Builder.ToBytes()[..50]);

        var run = await CommandLine.RunAsync("info", "--json", cut, _folder.Path, _folder["none"], good);

        Assert.Single(run.Lines);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        var errors = run.Error.TrimEnd('\n').Split('\n');
        Assert.StartsWith($"crawler: {cut}: not a whole torrent: ", errors[0], StringComparison.Ordinal);
        Assert.Equal([$"crawler: {_folder.Path}: is a folder, not a file", $"crawler: {_folder["none"]}: no such file"], errors[1..]);
    }
}
