using Crawler.Protocol;

namespace Crawler.Benchmarks.Loopback;

/// <summary>What one would write first: an <see cref="HttpClient"/> as it comes, its pool included. No decoding.</summary>
internal sealed class PlainHttp(string announceUrl, InfoHash swarm) : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly Uri _url = new(
        $"{announceUrl}?info_hash={string.Concat(swarm.ToArray().Select(value => $"%{value:x2}"))}&peer_id=-XX0001-0123456789ab&port=6881"
        + $"&uploaded=0&downloaded=0&left=1&compact=1&numwant={OpenTrackerLoad.NumWant}");

    public async Task<bool> AnnounceAsync()
    {
        try
        {
            return (await _http.GetByteArrayAsync(_url)).Length > 0;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();
}
