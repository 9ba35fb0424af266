namespace Crawler.Protocol.Metainfo;

/// <summary>Not a torrent or magnet we can use; the message says why in words for a person.</summary>
public sealed class MetainfoException(string message) : WireFormatException(message);
