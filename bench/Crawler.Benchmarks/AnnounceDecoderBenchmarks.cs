using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;

namespace Crawler.Benchmarks;

/// <summary>
/// One announce reply from bytes to peers. What is allocated must be the peers (6 bytes each) and the reply itself, and
/// nothing for each peer besides.
/// <code>dotnet run -c Release --project bench/Crawler.Benchmarks -- --filter '*AnnounceDecoder*'</code>
/// </summary>
[MemoryDiagnoser]
public class AnnounceDecoderBenchmarks
{
    private readonly byte[] _compact50 = Compact(50);
    private readonly byte[] _compact200 = Compact(200);
    private readonly byte[] _compact2000 = Compact(2000);
    private readonly byte[] _dictionaries200 = Dictionaries(200);
    private readonly AnnounceReply _decoded200 = (AnnounceReply)AnnounceDecoder.Decode(Compact(200));

    /// <summary>BEP 23, what most trackers send.</summary>
    [Benchmark(Baseline = true)]
    public AnnounceAnswer Compact_50() => AnnounceDecoder.Decode(_compact50);

    /// <summary>The most that most trackers send.</summary>
    [Benchmark]
    public AnnounceAnswer Compact_200() => AnnounceDecoder.Decode(_compact200);

    /// <summary>More than any tracker sends.</summary>
    [Benchmark]
    public AnnounceAnswer Compact_2000() => AnnounceDecoder.Decode(_compact2000);

    /// <summary>BEP 3, with peer ids.</summary>
    [Benchmark]
    public AnnounceAnswer Dictionaries_200() => AnnounceDecoder.Decode(_dictionaries200);

    /// <summary>Counting the bogons of a decoded reply of 200 peers.</summary>
    [Benchmark]
    public int Bogons_of_200() => new CountedPeers(IPAddress.Parse("1.1.1.1"), own: null).CountBogons(_decoded200.Peers);

    private static byte[] Compact(int peers)
    {
        var bytes = new byte[6 * peers];
        new Random(peers).NextBytes(bytes);
        return [.. Encoding.ASCII.GetBytes($"d8:completei{peers}e10:incompletei7e8:intervali1800e12:min intervali900e5:peers{bytes.Length}:"), .. bytes, (byte)'e'];
    }

    private static byte[] Dictionaries(int peers)
    {
        var dice = new Random(peers);
        var list = new StringBuilder();
        for (var i = 0; i < peers; i++)
        {
            var ip = $"{dice.Next(1, 224)}.{dice.Next(256)}.{dice.Next(256)}.{dice.Next(256)}";
            list.Append($"d2:ip{ip.Length}:{ip}7:peer id20:-XX0000-abcdefghijkl4:porti{dice.Next(1, 65536)}ee");
        }

        return Encoding.ASCII.GetBytes($"d8:completei{peers}e10:incompletei7e8:intervali1800e5:peersl{list}ee");
    }
}
