namespace Crawler.Lab.Swarms;

/// <summary>
/// The command lines of the real clients, all with the same aim: everything on one loopback address, known to the
/// tracker alone (no DHT, LSD, PEX, UPnP), and no change of role.
/// </summary>
internal static class ClientCommand
{
    public const string TorrentFile = "client.torrent";
    public const string ContentFolder = "content";

    private const string Python = "/usr/bin/python3"; // Debian's: the binding is built for no other

    // One process a client: libtorrent shares UDP connection ids throughout a process.
    private const string LibtorrentScript = """
        import signal, sys
        try:
            import libtorrent as lt
        except ImportError:
            sys.exit("no libtorrent")
        torrent, folder, address, port, role = sys.argv[1:]
        session = lt.session({
            "listen_interfaces": address + ":" + port, "outgoing_interfaces": address,
            "enable_dht": False, "enable_lsd": False, "enable_upnp": False, "enable_natpmp": False,
            "allow_multiple_connections_per_ip": True, "unchoke_slots_limit": 0}, 0)
        client = lt.add_torrent_params()
        client.ti = lt.torrent_info(torrent)
        client.save_path = folder
        client.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
        client.flags |= lt.torrent_flags.upload_mode if role == "Leecher" else lt.torrent_flags.seed_mode
        session.add_torrent(client)
        signal.pause()
        """;

    public static (string Program, string[] Arguments) Aria2(string address, int port, ClientRole role) =>
        (DebianProgram.Require("aria2c", "aria2"),
        [
            "--no-conf", "--quiet", "--enable-dht=false", "--enable-dht6=false", "--bt-enable-lpd=false", "--enable-peer-exchange=false",
            "--disable-ipv6", $"--interface={address}", $"--listen-port={port}", $"--dir={ContentFolder}", "--follow-torrent=mem",
            .. role == ClientRole.Seeder
                // Unverified: the content is ours, and hashing it would only delay the first announce.
                ? (string[])["--bt-seed-unverified", "--seed-ratio=0.0", "--max-overall-upload-limit=1"]
                // aria2 has no "take nothing". A byte a second still lets a block through every few seconds: a megabyte
                // lasts about ten minutes.
                : ["--max-overall-download-limit=1", "--file-allocation=none"],
            TorrentFile,
        ]);

    public static (string Program, string[] Arguments) Libtorrent(string address, int port, ClientRole role) =>
        (File.Exists(Python) ? Python : throw DebianProgram.Missing("Debian's python3 with libtorrent", "python3-libtorrent"),
            ["-c", LibtorrentScript, TorrentFile, ContentFolder, address, $"{port}", $"{role}"]);
}
