using Crawler.Protocol.Announce;

namespace Crawler.Protocol.Attempts;

/// <summary>
/// What has to be known of the peers of a reply whose addresses are not those the tracker sent: an address that nobody can
/// be behind does not look like one any more, so what was decided about it is kept beside it.
/// </summary>
public sealed class PeerMarks
{
    private readonly byte[] _bogons;

    private PeerMarks(AddressForm form, byte[] bogons) => (Form, _bogons) = (form, bogons);

    /// <summary>What stands where the addresses were.</summary>
    public AddressForm Form { get; }

    /// <summary>A bit for each peer, IPv4 first, the lowest bit of a byte first: set for a bogon. Empty if there is none.</summary>
    public ReadOnlyMemory<byte> Bogons => _bogons;

    /// <summary>How many bogons, repeated ones each time.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var eight in _bogons) count += System.Numerics.BitOperations.PopCount(eight);
            return count;
        }
    }

    /// <summary>Notes the bogons of a list, to be asked before its addresses are changed.</summary>
    public static PeerMarks Of(AddressForm form, CountedPeers rule, PeerList peers)
    {
        byte[]? bogons = null;
        var place = 0;
        foreach (var peer in peers)
        {
            if (rule.IsBogon(peer)) (bogons ??= new byte[(peers.Count + 7) / 8])[place / 8] |= (byte)(1 << (place % 8));
            place++;
        }

        return new PeerMarks(form, bogons ?? []);
    }

    /// <summary>What <see cref="Form"/> and <see cref="Bogons"/> were when they were kept.</summary>
    public static PeerMarks From(AddressForm form, byte[]? bogons) => new(form, bogons ?? []);

    /// <summary>Whether the peer at a place of the list, IPv4 first, is one nobody can be behind.</summary>
    public bool IsBogon(int place) => place / 8 < _bogons.Length && (_bogons[place / 8] >> (place % 8) & 1) != 0;
}
