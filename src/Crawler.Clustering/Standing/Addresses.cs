using Akka.Actor;

namespace Crawler.Clustering.Standing;

/// <summary>Nodes as people read them: HOST:PORT.</summary>
internal static class Addresses
{
    /// <summary>This node.</summary>
    public static string Self(ActorSystem system) => Of(Akka.Cluster.Cluster.Get(system).SelfAddress);

    /// <summary>A node.</summary>
    public static string Of(Address address) => address.Host?.Contains(':') == true ? $"[{address.Host}]:{address.Port}" : $"{address.Host}:{address.Port}";
}
