using System.Collections.Frozen;

namespace Crawler.Protocol.Clients;

/// <summary>Which programs are behind the codes in peer ids: the list of BEP 20 and codes clients have taken since.</summary>
internal static class ClientCodes
{
    /// <summary>Two characters between dash and version.</summary>
    public static readonly FrozenDictionary<string, (string Name, VersionStyle Style)> Dashed = Table(
        (VersionStyle.Numbers,
        [
            ("7T", "aTorrent"), ("AG", "Ares"), ("A~", "Ares"), ("AR", "Arctic"), ("AT", "Artemis"), ("AV", "Avicora"), ("AX", "BitPump"), ("AZ", "Vuze"),
            ("BB", "BitBuddy"), ("BF", "Bitflu"), ("BG", "BTG"), ("BI", "BiglyBT"), ("BL", "BitLord"), ("BR", "BitRocket"), ("BS", "BTSlave"), ("BW", "BitWombat"),
            ("BX", "Bittorrent X"), ("CD", "Enhanced CTorrent"), ("CR", "Crawler"), ("CT", "CTorrent"), ("DE", "Deluge"), ("DP", "Propagate Data Client"), ("EB", "EBit"),
            ("ES", "Electric Sheep"), ("FC", "FileCroc"), ("FD", "Free Download Manager"), ("FG", "FlashGet"), ("FL", "Flud"), ("FT", "FoxTorrent"), ("FX", "Freebox"), ("G3", "G3 Torrent"),
            ("GR", "GetRight"), ("GS", "GSTorrent"), ("GT", "anacrolix/torrent"), ("HL", "Halite"), ("HM", "hMule"), ("HN", "Hydranode"), ("IL", "iLivid"), ("JS", "Justseed.it"), ("JT", "JavaTorrent"),
            ("KG", "KGet"), ("KT", "KTorrent"), ("LC", "LeechCraft"), ("LH", "LH-ABC"), ("LP", "Lphant"), ("LR", "LibreTorrent"), ("LT", "libtorrent"), ("LW", "LimeWire"), ("lt", "rTorrent"),
            ("MG", "MediaGet"), ("MK", "Meerkat"), ("MO", "MonoTorrent"), ("MP", "MooPolice"), ("MR", "Miro"), ("MT", "MoonlightTorrent"), ("NX", "Net Transport"),
            ("OS", "OneSwarm"), ("OT", "OmegaTorrent"), ("PD", "Pando"), ("PI", "PicoTorrent"), ("qB", "qBittorrent"), ("QD", "QQDownload"), ("QT", "Qt torrent example"), ("RT", "Retriever"),
            ("RZ", "RezTorrent"), ("SB", "Swiftbit"), ("SD", "Thunder"), ("SM", "SoMud"), ("SN", "ShareNET"), ("SP", "BitSpirit"), ("SS", "SwarmScope"), ("ST", "SymTorrent"),
            ("st", "SharkTorrent"), ("SZ", "Shareaza"), ("S~", "Shareaza"), ("TB", "Torch"), ("TL", "Tribler"), ("TN", "Torrent.NET"), ("TS", "TorrentStorm"), ("TT", "TuoTu"), ("TX", "Tixati"),
            ("UL", "uLeecher!"), ("VG", "Vagaa"), ("WT", "BitLet"), ("WY", "FireTorrent"), ("XC", "Xtorrent"), ("XF", "Xfplay"), ("XL", "Thunder"), ("XS", "XSwifter"),
            ("XT", "XanTorrent"), ("XX", "Xtorrent"), ("ZO", "Zona"), ("ZT", "ZipTorrent"),
        ]),
        (VersionStyle.Three, [("BT", "BitTorrent"), ("UE", "uTorrent Embedded"), ("UM", "uTorrent Mac"), ("UT", "uTorrent"), ("UW", "uTorrent Web")]),
        (VersionStyle.Pairs, [("BC", "BitComet"), ("WD", "WebTorrent Desktop"), ("WW", "WebTorrent")]),
        (VersionStyle.Transmission, [("TR", "Transmission")]));

    /// <summary>One letter before numbers with dashes behind them.</summary>
    public static readonly FrozenDictionary<char, string> Mainline =
        new Dictionary<char, string> { ['M'] = "BitTorrent", ['Q'] = "Queen Bee" }.ToFrozenDictionary();

    /// <summary>One letter before a version that dashes follow.</summary>
    public static readonly FrozenDictionary<char, string> Shadow = new Dictionary<char, string>
    {
        ['A'] = "ABC",
        ['O'] = "Osprey Permaseed",
        ['Q'] = "BTQueue",
        ['R'] = "Tribler",
        ['S'] = "Shadow's client",
        ['T'] = "BitTornado",
        ['U'] = "UPnP NAT BitTorrent",
    }.ToFrozenDictionary();

    /// <summary>Beginnings that follow no convention.</summary>
    public static readonly IReadOnlyList<(ReadOnlyMemory<byte> Beginning, string Name)> Peculiar =
    [
        ("exbc"u8.ToArray(), "BitComet"), ("FUTB"u8.ToArray(), "BitComet"), ("-BOW"u8.ToArray(), "Bits on Wheels"), ("Plus"u8.ToArray(), "Plus!"), ("turbobt"u8.ToArray(), "TurboBT"),
        ("btpd"u8.ToArray(), "BT Protocol Daemon"), ("eX"u8.ToArray(), "eXeem"), ("346-"u8.ToArray(), "TorrentTopia"), ("OP"u8.ToArray(), "Opera"),
    ];

    private static FrozenDictionary<string, (string Name, VersionStyle Style)> Table(params (VersionStyle Style, (string Code, string Name)[] Clients)[] styles) =>
        styles.SelectMany(style => style.Clients.Select(client => (client.Code, Client: (client.Name, style.Style)))).ToFrozenDictionary(entry => entry.Code, entry => entry.Client, StringComparer.Ordinal);
}
