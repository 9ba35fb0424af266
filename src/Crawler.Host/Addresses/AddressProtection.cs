using Crawler.Host.Enriching;
using Crawler.Privacy;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;

namespace Crawler.Host.Addresses;

/// <summary>Turns attempts into what may be written of them.</summary>
/// <param name="Map">What is put in the place of addresses.</param>
/// <param name="KeepsAsSent">Whether the addresses themselves are written beside it.</param>
/// <param name="Notice">What to tell whoever begins a crawl: one line in plain words.</param>
internal sealed record AddressProtection(IAddressMap Map, bool KeepsAsSent, string Notice) : IDisposable
{
    /// <summary>An attempt for the log.</summary>
    public LogEntry EntryOf(Attempt attempt, TrackerSchedule? schedule, bool isOfCanary = false)
    {
        var reply = ProtectedReply.Of(attempt, Map, isOfCanary);
        return new LogEntry(reply.Attempt, schedule)
        {
            Marks = reply.Marks,
            AsSent = KeepsAsSent && attempt.Reply is { Peers.Count: > 0 } sent ? sent.Peers : null,
        };
    }

    /// <summary>Where peers are, looked up while it is known who they are; null where nothing is.</summary>
    public AddressOrigins? Origins { get; init; }

    /// <summary>Which software they say they are.</summary>
    public PeerClients Clients { get; } = new(Map);

    public void Dispose()
    {
        (Map as IDisposable)?.Dispose();
        Origins?.Dispose();
    }
}
