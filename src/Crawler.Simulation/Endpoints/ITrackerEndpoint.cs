namespace Crawler.Simulation.Endpoints;

/// <summary>One name of a tracker: a socket that answers until it is disposed of.</summary>
public interface ITrackerEndpoint : IAsyncDisposable
{
    /// <summary>Its announce URL.</summary>
    string AnnounceUrl { get; }
}
