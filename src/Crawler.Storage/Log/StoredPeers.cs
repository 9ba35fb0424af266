using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;

namespace Crawler.Storage.Log;

/// <summary>
/// Whom to count of a row's peers. Of a row that has the addresses as sent it follows from them; of any other from the marks
/// that were made while they were known.
/// </summary>
internal readonly struct StoredPeers
{
    private readonly CountedPeers _rule;
    private readonly PeerMarks? _marks;
    private readonly PeerEndpoint? _own;

    /// <summary>The rule for one row.</summary>
    /// <param name="marks">What its addresses no longer tell; null if they are as sent.</param>
    /// <param name="tracker">The address that answered; null if unknown.</param>
    /// <param name="own">Ourselves as that tracker would list us; null if unknown.</param>
    public StoredPeers(PeerMarks? marks, IPAddress? tracker, PeerEndpoint? own) => (_marks, _rule, _own) = (marks, new CountedPeers(tracker, own), own);

    /// <summary>What a row's columns say.</summary>
    public static StoredPeers From(AddressForm form, byte[]? bogons, IPAddress? tracker, PeerEndpoint? own) =>
        new(MarksOf(form, bogons), tracker, own);

    /// <summary>The marks of a row; null if its addresses are as sent.</summary>
    public static PeerMarks? MarksOf(AddressForm form, byte[]? bogons) => form == AddressForm.AsSent ? null : PeerMarks.From(form, bogons);

    /// <summary>Whether a peer counts.</summary>
    /// <param name="peer">As the row has it.</param>
    /// <param name="place">Its place among the row's peers, IPv4 first.</param>
    public bool Counts(PeerEndpoint peer, int place) => _marks is null ? _rule.Counts(peer) : peer != _own && !_marks.IsBogon(place);

    /// <summary>Those that count, IPv4 first; repeated ones each time.</summary>
    public IEnumerable<PeerEndpoint> Counted(byte[]? v4, byte[]? v6)
    {
        var place = 0;
        for (var at = 0; at + PeerEndpoint.CompactLengthV4 <= v4?.Length; at += PeerEndpoint.CompactLengthV4, place++)
            if (PeerEndpoint.FromCompactV4(v4.AsSpan(at)) is var peer && Counts(peer, place)) yield return peer;
        for (var at = 0; at + PeerEndpoint.CompactLengthV6 <= v6?.Length; at += PeerEndpoint.CompactLengthV6, place++)
            if (PeerEndpoint.FromCompactV6(v6.AsSpan(at)) is var peer && Counts(peer, place)) yield return peer;
    }
}
