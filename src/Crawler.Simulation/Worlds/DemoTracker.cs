using Crawler.Protocol.Net;

namespace Crawler.Simulation.Worlds;

/// <summary>One tracker of the demonstration as a person reads of it.</summary>
/// <param name="Url">Its announce URL.</param>
/// <param name="Description">What it does, in a few words.</param>
/// <param name="IsHonest">Whether its replies are a fair sample of what it has, and its counts true.</param>
public sealed record DemoTracker(TrackerUrl Url, string Description, bool IsHonest);
