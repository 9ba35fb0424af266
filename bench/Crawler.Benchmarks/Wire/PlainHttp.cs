using Crawler.Protocol;

namespace Crawler.Benchmarks.Wire;

/// <summary>The least HTTP can cost in .NET: a bare handler, the body read whole. Nothing checked, nothing decoded.</summary>
/// <param name="announceUrl">The tracker.</param>
/// <param name="swarm">The swarm.</param>
/// <param name="connectionLifetime">Zero where the tracker closes its connections unannounced.</param>
internal sealed class PlainHttp(string announceUrl, InfoHash swarm, TimeSpan connectionLifetime) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = connectionLifetime,
        MaxConnectionsPerServer = Announces.HttpWindow,
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
    });

    private readonly Uri _url = new(Announces.Url(announceUrl, swarm));

    public async Task<bool> AnnounceAsync()
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _url);
            using var response = await _http.SendAsync(request, CancellationToken.None);
            return (await response.Content.ReadAsByteArrayAsync()).Length > 0;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();
}
