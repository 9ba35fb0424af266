using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace Crawler.Clustering.Wire;

/// <summary>
/// Stands where Akka would fall back to JSON: a message without a serializer of its own is a mistake, and reading types out of a
/// stranger's bytes is how machines are taken over.
/// </summary>
public sealed class StrictSerializer(ExtendedActorSystem system) : Serializer(system)
{
    /// <inheritdoc/>
    public override int Identifier => 7300;

    /// <inheritdoc/>
    public override bool IncludeManifest => false;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => throw new SerializationException($"{obj.GetType()} has no serializer: it never leaves its node");

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, Type type) => throw new SerializationException("a message without a serializer of its own is not read");
}
