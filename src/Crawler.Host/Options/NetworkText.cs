using System.Net;
using System.Net.Sockets;

namespace Crawler.Host.Options;

/// <summary>An address or a CIDR network as people write them.</summary>
public static class NetworkText
{
    /// <summary><c>10.0.0.0/8</c>, <c>fd00::/8</c>, or one address.</summary>
    public static bool TryRead(string text, out IPNetwork network, out string? problem)
    {
        problem = null;
        network = default;
        if (!text.Contains('/'))
        {
            // IPAddress also reads "127.1" and "10"; here a slip of the pen would open a hole.
            if ((text.Contains(':') || text.Count(c => c == '.') == 3) && IPAddress.TryParse(text, out var address))
            {
                if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
                network = new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
                return true;
            }
        }
        else if (IPNetwork.TryParse(text, out network))
        {
            return true;
        }

        problem = $"'{text}' is neither an address nor a network such as 10.0.0.0/8";
        return false;
    }
}
