using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Composition;
using Crawler.Storage.Log;

namespace Crawler.Storage.Spool;

/// <summary>
/// The end of a batch's bytes: what its peers' addresses no longer tell, and what was found out of peers. Left out where it
/// would say nothing, so that batches from before it was there are read as what they are: addresses as sent.
/// </summary>
/// <remarks>
/// for each entry: 0, or form + 1 and the marks · for each entry: 0, or 1 and its peers as sent · number of origins, for
/// each: address, country, system + 1 or 0, its name · number of clients, for each: address, port, name. No text is empty text.
/// </remarks>
internal static class PrivacyCodec
{
    /// <summary>Appends it.</summary>
    public static void Write(ByteWriter to, LogBatch batch)
    {
        if (batch.Origins.Count == 0 && batch.Clients.Count == 0 && batch.Entries.All(entry => entry.Marks is null && entry.AsSent is null)) return;
        foreach (var entry in batch.Entries)
        {
            to.Byte(entry.Marks is { } marks ? (byte)((int)marks.Form + 1) : (byte)0);
            if (entry.Marks is not null) to.Bytes(entry.Marks.Bogons.Span);
        }

        foreach (var entry in batch.Entries)
        {
            to.Byte(entry.AsSent is null ? (byte)0 : (byte)1);
            if (entry.AsSent is not { } peers) continue;
            to.Bytes(peers.CompactV4.Span);
            to.Bytes(peers.CompactV6.Span);
        }

        to.Unsigned((ulong)batch.Origins.Count);
        foreach (var origin in batch.Origins)
        {
            to.Bytes(origin.Ip.GetAddressBytes());
            to.Text(origin.Country ?? "");
            to.Unsigned(origin.Asn is { } asn ? (ulong)asn + 1 : 0);
            to.Text(origin.AsName ?? "");
        }

        to.Unsigned((ulong)batch.Clients.Count);
        foreach (var client in batch.Clients)
        {
            to.Bytes(client.Peer.Address.GetAddressBytes());
            to.Unsigned((ulong)client.Peer.Port);
            to.Text(client.Client);
        }
    }

    /// <summary>The inverse.</summary>
    public static LogBatch Read(ref ByteReader from, LogBatch batch)
    {
        if (from.IsAtEnd) return batch;
        LogEntry[] entries = [.. batch.Entries];
        for (var i = 0; i < entries.Length; i++)
            if (from.Byte() is > 0 and var form) entries[i] = entries[i] with { Marks = PeerMarks.From((AddressForm)(form - 1), from.Bytes().ToArray()) };
        for (var i = 0; i < entries.Length; i++)
            if (from.Byte() > 0) entries[i] = entries[i] with { AsSent = new PeerList(from.Bytes().ToArray(), from.Bytes().ToArray()) };
        var origins = new AddressOrigin[from.Count()];
        for (var i = 0; i < origins.Length; i++)
        {
            var (ip, country, asn) = (new IPAddress(from.Bytes()), TextOrNull(ref from), from.Unsigned());
            origins[i] = new AddressOrigin(ip, country, asn == 0 ? null : (long)(asn - 1), TextOrNull(ref from));
        }

        var clients = new PeerClient[from.Count()];
        for (var i = 0; i < clients.Length; i++)
            clients[i] = new PeerClient(PeerEndpoint.From(new IPAddress(from.Bytes()), (ushort)from.Unsigned()), from.Text());
        return batch with { Entries = entries, Origins = origins, Clients = clients };
    }

    private static string? TextOrNull(ref ByteReader from) => from.Text() is { Length: > 0 } text ? text : null;
}
