using System.Text;

namespace Crawler.Fuzz;

/// <summary>Valid inputs of every form the decoders know: what mutations start from.</summary>
internal static class Seeds
{
    private const string Hash = "AAAAAAAAAAAAAAAAAAAA";

    public static readonly byte[][] Bencode = Latin1(
        "d3:bari42e3:fool1:a0:i-7eee", "li0ei-0ei007ee", "d1:bi1e1:ai2e1:bi3ee", "03:abc", "3:\0\u0001\u00ff", "4:hex:", "llllleeeee", "i123456789012345678901234567890e", "7:raw:abc");

    public static readonly byte[][] Json = Latin1(
        """{"bar":42,"foo":["a","",-7]}""", "[0,\"raw:692d3065\",\"hex:00ff\"]", "\"text\"", "123456789012345678901234567890", """{"raw:30313a61":{"a":[[[]]]}}""", "[1 /* c */, \"\\ud83d\\ude00\"]");

    public static readonly byte[][] Announces = Latin1(
        "d8:completei5e10:downloadedi9e11:external ip4:\u0001\u0002\u0003\u000410:incompletei7e8:intervali1800e12:min intervali900e5:peers12:\u0001\u0001\u0001\u0001\u001a\u00e1\u0001\u0001\u0001\u0002\0P6:peers618: \u0001\r\u00b8\0\0\0\0\0\0\0\0\0\0\0\u0001\u001a\u00e110:tracker id3:abc15:warning message4:hmm!e",
        "d8:intervali1800e5:peersld2:ip7:1.1.1.17:peer id20:aaaaaaaaaaaaaaaaaaaa4:porti6881eed2:ip11:2001:db8::14:porti1eeee",
        "d5:peersl6:\u0001\u0001\u0001\u0001\0\u000118: \u0001\r\u00b8\0\0\0\0\0\0\0\0\0\0\0\u0001\0\u0002ee",
        "d14:failure reason12:unregistered8:retry in5:nevere", "d14:failure reason4:busy8:retry ini5ee", "<html><title>404</title></html>", "database error", "7:go away");

    public static readonly byte[][] Scrapes = Latin1(
        $"d5:filesd20:{Hash}d8:completei1e10:downloadedi2e10:incompletei3e4:name1:xeee", "d5:filesde5:flagsd20:min_request_intervali900eee", "d14:failure reason4:busy8:retry in2:10e", "Scrape is disabled");

    public static readonly byte[][] Torrents = Latin1(
        "d8:announce29:http://a.example.com/announce13:announce-listll29:http://a.example.com/announceel24:udp://b.example.com:6969ee7:comment1:c10:created by1:x13:creation datei1700000000e4:infod6:lengthi65536e4:name1:x12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaa7:privatei1eee",
        "d4:infod5:filesld6:lengthi10e4:pathl1:aeed4:attr1:p6:lengthi6e4:pathl4:.pad1:6eee10:name.utf-81:nee",
        "d4:infod9:file treed1:ad0:d6:lengthi5e11:pieces root32:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaeee12:meta versioni2e4:name1:a12:piece lengthi16384ee12:piece layersdee",
        "d4:infod9:file treed1:ad0:d6:lengthi5eeee6:lengthi5e12:meta versioni2e4:name1:a6:pieces20:aaaaaaaaaaaaaaaaaaaaee");

    public static readonly byte[][] Magnets = Latin1(
        "magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567&dn=My+File%20%2B1&xl=42&tr=http%3A%2F%2Fa.example.com%2Fannounce%3Fk%3Dv%26w&tr=udp://b.example.com:1",
        "magnet:?xt=urn:btmh:12200123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef&xt.1=urn:btih:AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH&tr.1=wss://t.example.com");

    public static readonly byte[][] Urls = Latin1(
        "http://tracker.example.com:8080/announce.php?passkey=0123456789abcdef&a=1&a=2", "udp://a1b2c3d4e5f60718293a4b5c6d7e8f90.t.example.com:6969/announce", "https://[2001:db8::1]:443/x/announce?auth=abc==",
        "wss://tracker.example.com", "http://127.1/?PASS#fragment", "http://xn--bcher-kva.example/a b");

    public static readonly byte[][] UdpPackets =
    [
        Convert.FromHexString("00000000123456781122334455667788"),
        Convert.FromHexString("00000001123456780000070800000003000000050101010101AE01020304ABCD"),
        Convert.FromHexString("0000000112345678000007080000000300000005" + "20010db80000000000000000000000011ae1"),
        Convert.FromHexString("0000000212345678000000010000000200000003000000000000000000000000"),
        [.. Convert.FromHexString("0000000312345678"), .. "Connection ID missmatch.\0"u8],
    ];

    public static readonly byte[][] WsMessages = Latin1(
        $$"""{"action":"announce","info_hash":"{{Hash}}","interval":120,"min interval":60,"complete":3,"incomplete":4,"tracker id":"x","warning message":"w"}""",
        $$$"""{"action":"scrape","files":{"{{{Hash}}}":{"complete":1,"incomplete":2,"downloaded":3}},"flags":{"min_request_interval":600}}""",
        """{"failure reason":"busy","retry in":"never"}""", """{"action":"announce","offer":{"type":"offer","sdp":"v=0"},"offer_id":"1","peer_id":"2"}""");

    public static readonly byte[][] Texts = Latin1("<!DOCTYPE html><style>x{}</style><!-- c --><p>Not <b>found</b></p><script>a<b</script>", "plain text\u001b[31m \u00e2\u0080\u00ae bidi", "a < b");

    private static byte[][] Latin1(params string[] texts) => [.. texts.Select(Encoding.Latin1.GetBytes)];
}
