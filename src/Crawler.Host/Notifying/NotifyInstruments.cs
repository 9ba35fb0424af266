using System.Diagnostics.Metrics;
using Crawler.Actors.Observations;
using Crawler.Notifications.Notices;
using Crawler.Notifications.Sending;

namespace Crawler.Host.Notifying;

/// <summary>What became of notices, and how many wait.</summary>
internal sealed class NotifyInstruments : IDisposable
{
    private readonly Meter _meter = new(CrawlInstruments.Name);
    private readonly Counter<long> _notifications;
    private volatile int _waiting;

    public NotifyInstruments()
    {
        _notifications = _meter.CreateCounter<long>("crawler.notifications", "{notice}", "Notices by kind and by what became of them, once for each destination.");
        _meter.CreateObservableGauge("crawler.notifications.waiting", () => _waiting, "{notice}", "Notices that wait to be sent, over all destinations.");
    }

    /// <summary>A message was sent, refused, or did not get through.</summary>
    public void Count(IEnumerable<Notice> notices, SendOutcome outcome)
    {
        foreach (var notice in notices)
            _notifications.Add(1, new("kind", NoticeKinds.NameOf(notice.Kind)), new KeyValuePair<string, object?>("outcome", outcome.ToString().ToLowerInvariant()));
    }

    /// <summary>So many wait.</summary>
    public void Waiting(int notices) => _waiting = notices;

    public void Dispose() => _meter.Dispose();
}
