namespace Crawler.Lab.Swarms;

/// <summary>A tracker answered a lab peer with an error packet; the message is the tracker's.</summary>
public sealed class TrackerSaidNoException(string message) : Exception(message);
