using Crawler.Notifications.Notices;
using Crawler.Notifications.Sending;
using Crawler.Notifications.Watching;

namespace Crawler.Host.Notifying;

/// <summary>Takes readings, puts what is news into each destination's outbox, and sends. Not thread-safe.</summary>
/// <param name="options">What is wanted.</param>
/// <param name="notifiers">The ways to tell.</param>
/// <param name="source">Who tells.</param>
/// <param name="book">What was told already.</param>
/// <param name="complain">Takes one line on what does not work.</param>
internal sealed class NotifyDesk(NotifyOptions options, IReadOnlyList<INotifier> notifiers, string source, NotifyBook book, Action<string> complain)
{
    private readonly Watcher _watcher = new(options.Rules);
    private readonly Dictionary<string, string?> _complained = [];

    /// <summary>What was told and what waits.</summary>
    public NotifyBook Book { get; private set; } = book;

    /// <summary>Told what became of notices.</summary>
    public NotifyInstruments? Instruments { get; init; }

    /// <summary>Takes a reading.</summary>
    /// <param name="reading">How everything stands.</param>
    /// <param name="speaks">Whether this process tells. One that does not remembers all the same, so that it can take over.</param>
    public void Read(Reading reading, bool speaks)
    {
        var (memory, notices) = _watcher.Next(Book.Memory, reading);
        List<Notice> wanted = [.. notices.Where(notice => options.Wants(notice.Kind))];
        Book = Book with { Memory = memory };
        if (!speaks) Book = Book with { Outboxes = new Dictionary<string, Outbox>() };
        else if (wanted.Count > 0) foreach (var notifier in notifiers) Put(notifier.Name, Of(notifier.Name).Put(wanted));
        CountWaiting();
    }

    /// <summary>Sends what waits and may go; false if nothing did.</summary>
    public async Task<bool> SendAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var isTried = false;
        foreach (var notifier in notifiers)
        {
            var (outbox, message) = Of(notifier.Name).Take(now, source, options.PerHour);
            Put(notifier.Name, outbox);
            if (message is null) continue;
            isTried = true;
            var result = await notifier.SendAsync(message, cancellation);
            Put(notifier.Name, result.Outcome == SendOutcome.Failed ? outbox.Failed(now) : outbox.Delivered());
            Instruments?.Count(message.Notices, result.Outcome);
            Complain(notifier.Name, result);
        }

        CountWaiting();
        return isTried;
    }

    /// <summary>Once, until it works again or something else is wrong.</summary>
    private void Complain(string name, SendResult result)
    {
        if (result.Problem is { } problem && _complained.GetValueOrDefault(name) != problem)
            complain(result.Outcome == SendOutcome.Failed ? $"notices by {name} wait: {problem}" : $"notices by {name} are lost: {problem}");
        _complained[name] = result.Problem;
    }

    private Outbox Of(string name) => Book.Outboxes.GetValueOrDefault(name, Outbox.Empty);

    private void Put(string name, Outbox outbox) => Book = Book with { Outboxes = new Dictionary<string, Outbox>(Book.Outboxes) { [name] = outbox } };

    private void CountWaiting() => Instruments?.Waiting(Book.Outboxes.Values.Sum(outbox => outbox.Waiting.Count));
}
