namespace Crawler.Protocol.Bencode;

/// <summary>What stands next in a bencoded input.</summary>
public enum BencodeKind : byte
{
    /// <summary><c>i…e</c>.</summary>
    Integer,

    /// <summary><c>n:…</c>, n raw bytes.</summary>
    String,

    /// <summary><c>l…e</c>.</summary>
    List,

    /// <summary><c>d…e</c>.</summary>
    Dictionary,

    /// <summary>The <c>e</c> that closes a list or dictionary.</summary>
    End,

    /// <summary>Nothing is left.</summary>
    EndOfInput,
}
