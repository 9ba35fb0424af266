namespace Crawler.Protocol;

/// <summary>
/// Bytes from outside that do not follow their format. Every decoder of this room throws this type (or one derived
/// from it) and nothing else, whatever it is fed. The message is safe to show.
/// </summary>
public class WireFormatException(string message) : FormatException(message);
