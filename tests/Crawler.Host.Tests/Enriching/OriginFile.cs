using System.Net;
using System.Text;

namespace Crawler.Host.Tests.Enriching;

/// <summary>Writes a file of the MaxMind format for a few IPv4 networks (maxmind.github.io/MaxMind-DB, version 2.0), as nobody may ship a real one.</summary>
internal static class OriginFile
{
    private static readonly byte[] MetadataStart = [0xab, 0xcd, 0xef, .. "MaxMind.com"u8];

    /// <summary>The bytes of a file.</summary>
    /// <param name="type">Type of the database, as its metadata say.</param>
    /// <param name="networks">Network, such as 8.8.0.0/16, and what is known of it: texts, numbers (int, long, ulong: of 16, 32 and 64 bits), lists, maps.</param>
    public static byte[] Of(string type, params (string Network, Dictionary<string, object> Record)[] networks)
    {
        var (nodes, data) = (new List<int?[]> { new int?[2] }, new List<byte>());
        foreach (var (network, record) in networks)
        {
            Insert(nodes, IPNetwork.Parse(network), -1 - data.Count);
            Write(data, record);
        }

        var file = new List<byte>();
        foreach (var record in nodes.SelectMany(node => node))
        {
            var value = record switch { null => nodes.Count, < 0 => nodes.Count + 16 + (-1 - record.Value), _ => record.Value };
            file.AddRange([(byte)(value >> 16), (byte)(value >> 8), (byte)value]);
        }

        file.AddRange(new byte[16]);
        file.AddRange(data);
        file.AddRange(MetadataStart);
        Write(file, new Dictionary<string, object>
        {
            ["binary_format_major_version"] = 2,
            ["binary_format_minor_version"] = 0,
            ["build_epoch"] = 1_700_000_000UL,
            ["database_type"] = type,
            ["description"] = new Dictionary<string, object> { ["en"] = "for tests" },
            ["ip_version"] = 4,
            ["languages"] = new List<object> { "en" },
            ["node_count"] = (long)nodes.Count,
            ["record_size"] = 24,
        });
        return [.. file];
    }

    private static void Insert(List<int?[]> nodes, IPNetwork network, int leaf)
    {
        var (bytes, at) = (network.BaseAddress.GetAddressBytes(), 0);
        for (var depth = 0; depth < network.PrefixLength; depth++)
        {
            var bit = (bytes[depth / 8] >> (7 - (depth % 8))) & 1;
            if (depth == network.PrefixLength - 1)
            {
                nodes[at][bit] = leaf;
                return;
            }

            if (nodes[at][bit] is not { } next)
            {
                nodes[at][bit] = next = nodes.Count;
                nodes.Add(new int?[2]);
            }

            at = next;
        }
    }

    private static void Write(List<byte> to, object value)
    {
        switch (value)
        {
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                to.AddRange(bytes.Length < 29 ? [(byte)((2 << 5) | bytes.Length)] : [(2 << 5) | 29, (byte)(bytes.Length - 29)]); // up to 284 bytes
                to.AddRange(bytes);
                break;
            case int number:
                to.AddRange([(5 << 5) | 2, (byte)(number >> 8), (byte)number]);
                break;
            case ulong number:
                to.AddRange([8, 2, .. Enumerable.Range(0, 8).Select(i => (byte)(number >> (56 - (8 * i))))]); // extended type 9
                break;
            case long number:
                to.AddRange([(6 << 5) | 4, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
                break;
            case List<object> list:
                to.AddRange([(byte)list.Count, 4]); // extended type 11
                foreach (var item in list) Write(to, item);
                break;
            case Dictionary<string, object> map:
                to.Add((byte)((7 << 5) | map.Count));
                foreach (var (key, item) in map)
                {
                    Write(to, key);
                    Write(to, item);
                }

                break;
            default: throw new ArgumentException(value.GetType().Name, nameof(value));
        }
    }
}
