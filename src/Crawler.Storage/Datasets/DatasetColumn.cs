namespace Crawler.Storage.Datasets;

/// <summary>How a value of a data set is written.</summary>
public enum DatasetType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number, 64 bits.</summary>
    Whole,

    /// <summary>A number, 64 bits.</summary>
    Real,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>An instant in UTC, to the microsecond; as a value in microseconds since 1970.</summary>
    Time,
}

/// <summary>How a value is kept in the store, where that is not how it is written.</summary>
internal enum DatasetForm
{
    /// <summary>As written.</summary>
    Same,

    /// <summary>A tracker's words, which may tell us our own address: it is taken out.</summary>
    Message,

    /// <summary>An address: <c>inet</c> or bytes.</summary>
    Address,

    /// <summary>Bytes, written in hexadecimal.</summary>
    Bytes,

    /// <summary>A family: 4, 6 or 0, written <c>v4</c>, <c>v6</c> or nothing.</summary>
    Family,

    /// <summary>A number that stands for a word.</summary>
    Word,

    /// <summary>A number whose bits stand for words, written with <c>|</c> between.</summary>
    Words,

    /// <summary>The number of a tracker, written as the URL that may be shown.</summary>
    Tracker,

    /// <summary>The number of a swarm, written as its infohash.</summary>
    Torrent,

    /// <summary>Our own address, of which nothing but the family is written: <c>0.0.0.0</c> or <c>::</c>.</summary>
    Own,

    /// <summary>A port, 0–65535.</summary>
    Port,

    /// <summary>Compact IPv4 peers, written in hexadecimal; ourselves stand among them as in <see cref="Own"/>.</summary>
    PeersV4,

    /// <summary>Compact IPv6 peers, as <see cref="PeersV4"/>.</summary>
    PeersV6,
}

/// <summary>One column of a published table.</summary>
/// <param name="Name">Its name in every format.</param>
/// <param name="Type">How it is written.</param>
/// <param name="Meaning">What it says, for the data dictionary.</param>
public sealed record DatasetColumn(string Name, DatasetType Type, string Meaning)
{
    /// <summary>The unit; null where there is none.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether it may be absent.</summary>
    public bool IsNullable { get; init; } = true;

    /// <summary>Whether a store that is restored has it: what follows from peers, which are not published, does not come back.</summary>
    public bool IsRestored => Computed is null;

    /// <summary>Whether it belongs to the peers of replies, which are written where they are asked for alone.</summary>
    public bool IsOfReplies { get; init; }

    /// <summary>How the store keeps it.</summary>
    internal DatasetForm Form { get; init; }

    /// <summary>The column of the store; null if it is computed and not restored.</summary>
    internal string? Source { get; init; }

    /// <summary>What is read of a reply where that is no column.</summary>
    internal string? Computed { get; init; }

    /// <summary>What a restored row has where it is absent; null for nothing.</summary>
    internal object? Otherwise { get; init; }

    /// <summary>The words of a number.</summary>
    internal Type? Words { get; init; }
}
