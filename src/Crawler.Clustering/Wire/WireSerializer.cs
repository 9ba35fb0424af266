using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using Crawler.Actors.Torrents;
using Crawler.Clustering.Budgets;
using Crawler.Clustering.Campaigns;
using Crawler.Clustering.Standing;
using Google.Protobuf;

namespace Crawler.Clustering.Wire;

/// <summary>
/// What crosses nodes, as protocol buffers (wire.proto). A manifest names a message for good: a later program adds manifests and
/// optional fields, and changes none, so that two versions can share a cluster. A message that is not in the table goes nowhere.
/// </summary>
public sealed class WireSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly Dictionary<Type, WireForm> ByType = Forms.ToDictionary(form => form.Type);
    private static readonly Dictionary<string, WireForm> ByManifest = Forms.ToDictionary(form => form.Name);

    /// <summary>Types it writes, for Akka's bindings.</summary>
    public static IEnumerable<Type> Types => ByType.Keys;

    /// <inheritdoc/>
    public override int Identifier => 7301;

    private static IEnumerable<WireForm> Forms =>
    [
        WireForm.Of<TorrentMessages.Track>("track", TrackWire.To, bytes => TrackWire.From(WireTrack.Parser.ParseFrom(bytes))),
        WireForm.Of<NodeReport>("node-report", ReportWire.To, bytes => ReportWire.From(WireNodeReport.Parser.ParseFrom(bytes))),
        WireForm.Of<CampaignReport>("campaign-report", ReportWire.To, bytes => ReportWire.From(WireCampaignReport.Parser.ParseFrom(bytes))),
        WireForm.Of<LeaseRequest>("lease-request", BudgetWire.To, bytes => BudgetWire.From(WireLeaseRequest.Parser.ParseFrom(bytes))),
        WireForm.Of<LeaseGrant>("lease-grant", BudgetWire.To, bytes => BudgetWire.From(WireLeaseGrant.Parser.ParseFrom(bytes))),
        WireForm.Of<LeaseReturn>("lease-return", BudgetWire.To, bytes => BudgetWire.From(WireLeaseReturn.Parser.ParseFrom(bytes))),
        WireForm.Of<CampaignOver>("campaign-over", over => new WireCampaignOver { Campaign = over.Campaign }, bytes => new CampaignOver(WireCampaignOver.Parser.ParseFrom(bytes).Campaign)),
    ];

    /// <inheritdoc/>
    public override string Manifest(object o) => FormOf(o).Name;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => FormOf(obj).Write(obj);

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (!ByManifest.TryGetValue(manifest, out var form)) throw new SerializationException($"'{manifest}' is a message of another version of this program");
        try
        {
            return form.Read(bytes);
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or ArgumentException or OverflowException)
        {
            throw new SerializationException($"a message of the kind '{manifest}' cannot be read: {error.Message}", error);
        }
    }

    private static WireForm FormOf(object message) => ByType.TryGetValue(message.GetType(), out var form)
        ? form
        : throw new SerializationException($"{message.GetType().Name} never leaves its node");

    private sealed record WireForm(Type Type, string Name, Func<object, byte[]> Write, Func<byte[], object> Read)
    {
        public static WireForm Of<T>(string name, Func<T, IMessage> write, Func<byte[], T> read)
            where T : notnull => new(typeof(T), name, message => write((T)message).ToByteArray(), bytes => read(bytes));
    }
}
