namespace Crawler.Web.Live;

/// <summary>The cluster this process is a node of.</summary>
public interface IClusterView
{
    /// <summary>As it stands; null if this process is in none.</summary>
    ClusterStanding? Current { get; }
}

/// <summary>This process is alone.</summary>
public sealed class NoCluster : IClusterView
{
    /// <inheritdoc/>
    public ClusterStanding? Current => null;
}
