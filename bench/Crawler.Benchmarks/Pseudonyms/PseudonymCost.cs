using System.Diagnostics;
using System.Globalization;
using Crawler.Privacy;
using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Benchmarks.Pseudonyms;

/// <summary>What it costs to put pseudonyms in the place of a reply's addresses, beside decoding that reply, in turns within one run.</summary>
internal static class PseudonymCost
{
    private const int Peers = 200;

    private const int Replies = 1_000;

    private const int Turns = 9;

    public static int Run()
    {
        using var pseudonyms = new PseudonymMap(AddressKey.Generate());
        var truncated = new TruncatedMap();
        Console.WriteLine($"| {Peers} peers of | decode, µs a reply | pseudonyms, µs a reply | ns a peer | times the decoding | truncated, µs a reply |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var (name, key, length) in new[] { ("IPv4", "peers", PeerEndpoint.CompactLengthV4), ("IPv6", "peers6", PeerEndpoint.CompactLengthV6) })
        {
            var records = new byte[Peers * length];
            new Random(length).NextBytes(records);
            byte[] reply = [.. System.Text.Encoding.ASCII.GetBytes($"d8:intervali1800e{key.Length}:{key}{records.Length}:"), .. records, .. "e"u8];
            var (decoding, mapping, cutting) = (new List<double>(), new List<double>(), new List<double>());
            for (var turn = 0; turn < Turns; turn++)
            {
                decoding.Add(Microseconds(() => AnnounceDecoder.Decode(reply)));
                mapping.Add(Microseconds(() => pseudonyms.Map(records, length, length - sizeof(ushort))));
                cutting.Add(Microseconds(() => truncated.Map(records, length, length - sizeof(ushort))));
            }

            var (decode, map, cut) = (Median(decoding), Median(mapping), Median(cutting));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {decode:0.0} | {map:0.0} | {1000 * map / Peers:0} | {map / decode:0.0} | {cut:0.00} |"));
        }

        return 0;
    }

    private static double Microseconds(Action once)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Replies; i++) once();
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds / Replies;
    }

    private static double Median(List<double> turns) => turns.Order().ElementAt(turns.Count / 2);
}
