
namespace Crawler.Host.Crawling;

/// <summary>
/// In place of the host's console lifetime, which swallows every Ctrl-C: signals belong to
/// <see cref="Terminal.Interrupts"/>, and the second one must end the process at once.
/// </summary>
internal sealed class SignalsAreOurs : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
