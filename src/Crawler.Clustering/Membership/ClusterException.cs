namespace Crawler.Clustering.Membership;

/// <summary>A cluster cannot be joined as asked; the message says why in one line.</summary>
public sealed class ClusterException(string message, Exception? cause = null) : Exception(message, cause);
