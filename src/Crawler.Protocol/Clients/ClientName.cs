namespace Crawler.Protocol.Clients;

/// <summary>
/// The software a peer says it is, read from the convention its peer id follows (BEP 20). Nobody has to tell the truth there.
/// Of the id itself nothing is kept but this.
/// </summary>
/// <param name="Name">The program, such as <c>qBittorrent</c>; for a code we do not know the code itself, such as <c>-XY-</c>. Printable ASCII.</param>
/// <param name="Version">Numbers with dots between them, such as <c>4.5.0</c>; null where the id tells none.</param>
public sealed record ClientName(string Name, string? Version)
{
    /// <summary>What an id tells; null if it follows no convention we know.</summary>
    public static ClientName? Of(PeerId id) => Peculiar(id.Bytes) ?? Dashed(id.Bytes) ?? Mainline(id.Bytes) ?? Shadow(id.Bytes);

    /// <inheritdoc/>
    public override string ToString() => Version is null ? Name : $"{Name} {Version}";

    /// <summary>Azureus' way, most clients': <c>-</c>, two characters, four of version, <c>-</c>.</summary>
    private static ClientName? Dashed(ReadOnlySpan<byte> id)
    {
        if (id[0] != '-' || !IsCode(id[1]) || !IsCode(id[2])) return null;
        Span<char> code = [(char)id[1], (char)id[2]];
        var version = id.Slice(3, 4);
        // mldonkey writes its version out and keeps no fixed length.
        if (code is "ML") return new ClientName("mldonkey", ClientVersion.Written(id[3..]));
        foreach (var letter in version)
            if (!char.IsAsciiLetterOrDigit((char)letter)) return null;
        return ClientCodes.Dashed.TryGetValue(new string(code), out var known)
            ? new ClientName(known.Name, ClientVersion.Of(known.Style, version))
            : new ClientName($"-{code}-", ClientVersion.Of(VersionStyle.Numbers, version));
    }

    /// <summary>The first client's way: a letter, numbers with dashes behind them, <c>M7-10-5--</c>; aria2 has two letters and a dash.</summary>
    private static ClientName? Mainline(ReadOnlySpan<byte> id)
    {
        if (id.StartsWith("A2-"u8) && ClientVersion.Dashed(id[3..]) is { } aria) return new ClientName("aria2", aria);
        return ClientCodes.Mainline.TryGetValue((char)id[0], out var name) && ClientVersion.Dashed(id[1..]) is { } version ? new ClientName(name, version) : null;
    }

    /// <summary>Shadow's way: a letter, up to five characters of version, and dashes up to the ninth byte.</summary>
    private static ClientName? Shadow(ReadOnlySpan<byte> id)
    {
        if (!ClientCodes.Shadow.TryGetValue((char)id[0], out var name) || !id.Slice(6, 3).SequenceEqual("---"u8)) return null;
        var version = id.Slice(1, 5).TrimEnd((byte)'-');
        foreach (var letter in version)
            if (!char.IsAsciiLetterOrDigit((char)letter)) return null;
        return version.IsEmpty ? null : new ClientName(name, ClientVersion.Of(VersionStyle.Numbers, version));
    }

    private static ClientName? Peculiar(ReadOnlySpan<byte> id)
    {
        foreach (var (beginning, name) in ClientCodes.Peculiar)
        {
            if (!id.StartsWith(beginning.Span)) continue;
            return new ClientName(name, name == "BitComet" ? ClientVersion.Bytes(id[4], id[5]) : null);
        }

        return id.StartsWith("XBT"u8) && char.IsAsciiDigit((char)id[3]) ? new ClientName("XBT", ClientVersion.Of(VersionStyle.Three, id.Slice(3, 3))) : null;
    }

    private static bool IsCode(byte letter) => char.IsAsciiLetterOrDigit((char)letter) || letter == '~';
}
